// Two transformer blocks against PyTorch 1.13, by the numbers of layers_torch.py.
#include "heed/layers/block.hpp"

#include <fstream>
#include <vector>

#include "catch.hpp"
#include <nlohmann/json.hpp>

using namespace heed;

namespace {

using Numbers = std::vector<float>;

Matrix<float> matrix(const nlohmann::json& numbers, Eigen::Index rows, Eigen::Index columns) {
  const Numbers values = numbers;
  REQUIRE(static_cast<Eigen::Index>(values.size()) == rows * columns);
  return Eigen::Map<const Matrix<float>>(values.data(), rows, columns);
}

struct TwoBlocks {
  layers::Block<float> first, second;

  void parameters(const layers::Visit<float>& visit) {
    first.parameters(layers::under("0", visit));
    second.parameters(layers::under("1", visit));
  }
};

/// Both are rounded to 24 bits, in sums of a few dozen numbers of order 1.
void near(const Matrix<float>& ours, const Matrix<float>& theirs) {
  for (Eigen::Index n = 0; n < ours.size(); ++n)
    CHECK(std::abs(ours.data()[n] - theirs.data()[n]) <= 1e-5F * std::max(1.0F, std::abs(theirs.data()[n])));
}

}  // namespace

TEST_CASE("two transformer blocks give PyTorch's outputs and gradients", "[layers]") {
  std::ifstream file(HEED_SOURCE_DIR "/tests/oracle/layers_torch.json");
  REQUIRE(file.good());
  const nlohmann::json theirs = nlohmann::json::parse(file);
  const Eigen::Index sequences = theirs["B"], rows = sequences * theirs["S"].get<Eigen::Index>(),
                     width = theirs["D"];
  const layers::BlockOptions options{.attention = {.width = width, .heads = theirs["H"]},
                                     .hidden = theirs["hidden"]};
  Stream stream(1, Purpose::weights);
  TwoBlocks blocks{{options, stream}, {options, stream}};
  const auto parameters = layers::parameters_of<float>(blocks);
  CHECK(parameters.size() == theirs["weights"].size());
  for (const auto& [name, parameter] : parameters)
    parameter->value = matrix(theirs["weights"].at(name), parameter->value.rows(), parameter->value.cols());

  for (const std::string which : {"all", "causal"}) {
    INFO(which);
    const auto& expected = theirs["cases"][which];
    const layers::Hearing hearing{.sequences = sequences, .causal = which == "causal"};
    layers::clear_gradients(parameters);
    layers::Block<float>::Cache first, second;
    const Matrix<float> x = matrix(theirs["x"], rows, width),
                        y = blocks.second.forward(blocks.first.forward(x, hearing, first), hearing, second);
    near(y, matrix(expected["y"], rows, width));
    const Matrix<float> grad_x =
        blocks.first.backward(blocks.second.backward(matrix(theirs["grad_out"], rows, width), second), first);
    near(grad_x, matrix(expected["grad_x"], rows, width));
    for (const auto& [name, parameter] : parameters) {
      INFO(name);
      near(parameter->gradient,
           matrix(expected["gradients"].at(name), parameter->value.rows(), parameter->value.cols()));
    }
  }
}
