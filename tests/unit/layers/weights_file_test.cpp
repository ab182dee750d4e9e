#include "heed/layers/weights_file.hpp"

#include "heed/core/error.hpp"
#include "heed/layers/block.hpp"

#include <fstream>
#include <iterator>

#include "../core/temporary_folder.hpp"
#include "catch.hpp"
#include "slopes.hpp"

using namespace heed;
using namespace heed::layers;

namespace {

template <class Real> Linear<Real> made(Index inputs, Index outputs, std::uint64_t seed) {
  Stream stream(seed, Purpose::weights);
  Linear<Real> out(inputs, outputs, stream);
  tests::scatter(parameters_of<Real>(out));
  return out;
}

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

template <class Real> struct Body {
  Linear<Real> first, second;
  void parameters(const Visit<Real>& visit) {
    first.parameters(under("first", visit));
    second.parameters(under("second", visit));
  }
};

}  // namespace

TEST_CASE("weights come back from a file with the same bits", "[layers]") {
  const tests::TemporaryFolder folder;
  auto written = made<float>(5, 3, 1), read = made<float>(5, 3, 2);
  save_weights(folder.path("w.h5"), parameters_of<float>(written));
  load_weights(folder.path("w.h5"), parameters_of<float>(read));
  const Matrix<float> x = tests::normal_matrix<float>(4, 5, 1);
  CHECK(read.forward(x) == written.forward(x));
  save_weights(folder.path("again.h5"), parameters_of<float>(read));
  CHECK(bytes_of(folder.path("again.h5")) == bytes_of(folder.path("w.h5")));
}

TEST_CASE("weights can be read in another precision, or as a part of the file", "[layers]") {
  const tests::TemporaryFolder folder;
  Body<float> whole{made<float>(4, 4, 1), made<float>(4, 2, 2)};
  save_weights(folder.path("w.h5"), parameters_of<float>(whole));
  Body<double> twice{made<double>(4, 4, 3), made<double>(4, 2, 4)};
  load_weights(folder.path("w.h5"), parameters_of<double>(twice));
  const auto theirs = parameters_of<float>(whole);
  const auto ours = parameters_of<double>(twice);
  for (std::size_t p = 0; p < ours.size(); ++p)
    CHECK(ours[p].parameter->value == theirs[p].parameter->value.cast<double>());

  struct {
    Linear<float> first = made<float>(4, 4, 9);
    void parameters(const Visit<float>& visit) { first.parameters(under("first", visit)); }
  } part;
  load_weights(folder.path("w.h5"), parameters_of<float>(part), Extra::leave);
  CHECK(parameters_of<float>(part)[0].parameter->value == theirs[0].parameter->value);
}

TEST_CASE("a file that does not fit the model says all that is wrong, and changes nothing", "[layers]") {
  const tests::TemporaryFolder folder;
  auto small = made<float>(4, 3, 1);
  struct Renamed {
    Linear<float> linear = made<float>(4, 3, 5);
    void parameters(const Visit<float>& visit) {
      visit("weights", *parameters_of<float>(linear)[0].parameter);
      visit("bias", *parameters_of<float>(linear)[1].parameter);
    }
  } renamed;
  save_weights(folder.path("w.h5"), parameters_of<float>(small));
  auto large = made<float>(4, 7, 1);
  const Matrix<float> before = parameters_of<float>(large)[0].parameter->value;
  CHECK(folder.message([&] { load_weights(folder.path("w.h5"), parameters_of<float>(large)); }) ==
        "'w.h5' does not fit the model: 'weight' is (3, 4), but should be (7, 4); 'bias' is (1, 3), but "
        "should be (1, "
        "7)");
  CHECK(parameters_of<float>(large)[0].parameter->value == before);
  CHECK(folder.message([&] { load_weights(folder.path("w.h5"), parameters_of<float>(renamed)); }) ==
        "'w.h5' does not fit the model: no 'weights' (but 'weight'); 'weight' is more than the model has");
  CHECK(folder.message([&] { load_weights(folder.path("none.h5"), parameters_of<float>(small)); }) ==
        "'none.h5' does not exist");
}

TEST_CASE("weights are not written over, twice under one name, or where one is not finite", "[layers]") {
  const tests::TemporaryFolder folder;
  auto linear = made<float>(2, 2, 1);
  auto parameters = parameters_of<float>(linear);
  save_weights(folder.path("w.h5"), parameters);
  CHECK(folder.message([&] { save_weights(folder.path("w.h5"), parameters); }).starts_with("'w.h5' exists"));
  save_weights(folder.path("w.h5"), parameters, Overwrite::replace);
  parameters.push_back(parameters.front());
  CHECK(folder.message([&] { save_weights(folder.path("x.h5"), parameters); }) ==
        "save_weights: two parameters are called 'weight'; put each layer under a name of its own");
  parameters.pop_back();
  parameters[0].parameter->value(1, 0) = std::numeric_limits<float>::infinity();
  CHECK(folder.message([&] { save_weights(folder.path("x.h5"), parameters); })
            .starts_with("save_weights: row 1 of 'weight' is not finite"));
  CHECK(!std::filesystem::exists(folder.path("x.h5")));
}
