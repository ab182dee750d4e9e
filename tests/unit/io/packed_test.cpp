// Axes and variables as bytes, and back.
#include "heed/io/packed.hpp"

#include "heed/core/error.hpp"

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "catch.hpp"

using namespace heed;

namespace {

const std::vector<Attribute> attributes{
    text("units", "1"),
    {"range", std::vector<double>{-1, std::numeric_limits<double>::infinity()}},
    {"whole", std::vector<std::int64_t>{1, -2}},
    {"flags", std::vector<std::int8_t>{0, 1, 2}}};
const std::vector<Axis> axes{
    {.name = "bare", .length = 7, .labels = {}, .attributes = {}},
    {.name = "grows", .grows = true, .labels = {}, .attributes = attributes},
    {.name = "agent", .labels = std::vector<std::int32_t>{0, 1}, .attributes = {}},
    {.name = "time", .labels = std::vector<double>{0, 0.5}, .attributes = {}},
    {.name = "topic", .labels = std::vector<std::string>{"a", ""}, .attributes = attributes}};
const Variable opinion{"opinion", Type::float32, {"time", "agent"}, attributes, true};

std::string pack_all() {
  Packer out;
  for (const Axis& axis : axes) out.axis(axis);
  out.variable(opinion);
  out.reals({1.5, -2}, Type::float32);
  out.reals({0.1, std::nan("")}, Type::float64);
  return out.bytes();
}

void unpack_all(std::string_view bytes) {
  Unpacker in(bytes);
  for (std::size_t k = 0; k < axes.size(); ++k) in.axis();
  in.variable();
  in.reals(Type::float32);
  in.reals(Type::float64);
  in.finish();
}

void check_equal(const std::vector<Attribute>& a, const std::vector<Attribute>& b) {
  REQUIRE(a.size() == b.size());
  for (std::size_t k = 0; k < a.size(); ++k) {
    CHECK(a[k].name == b[k].name);
    CHECK(a[k].value == b[k].value);
  }
}

}  // namespace

TEST_CASE("axes, variables and numbers come back as they went in") {
  const std::string bytes = pack_all();
  Unpacker in(bytes);
  for (const Axis& axis : axes) {
    const Axis back = in.axis();
    CHECK(back.name == axis.name);
    CHECK(back.length == axis.length);
    CHECK(back.grows == axis.grows);
    CHECK(back.labels == axis.labels);
    check_equal(back.attributes, axis.attributes);
  }
  const Variable back = in.variable();
  CHECK(back.name == opinion.name);
  CHECK(back.type == opinion.type);
  CHECK(back.axes == opinion.axes);
  CHECK(back.state);
  check_equal(back.attributes, opinion.attributes);
  CHECK(in.reals(Type::float32) == std::vector<double>{1.5, -2});
  const std::vector<double> reals = in.reals(Type::float64);
  CHECK(reals[0] == 0.1);
  CHECK(std::isnan(reals[1]));
  in.finish();
}

TEST_CASE("cut anywhere, bytes are refused; so are more than there should be") {
  const std::string bytes = pack_all();
  for (std::size_t length = 0; length < bytes.size(); ++length)
    CHECK_THROWS_AS(unpack_all(std::string_view(bytes).substr(0, length)), Error);
  CHECK_THROWS_AS(unpack_all(bytes + "x"), Error);
}

TEST_CASE("any 8 bytes may be any number: refused, or read as something else, and no size is believed") {
  const std::string bytes = pack_all();
  std::size_t refused = 0, tried = 0;
  for (const std::uint64_t wrong :
       {std::uint64_t{0}, std::uint64_t{5}, ~std::uint64_t{0}, std::uint64_t{1} << 40})
    for (std::size_t at = 0; at + 8 <= bytes.size(); ++at, ++tried) {
      std::string changed = bytes;
      changed.replace(at, 8, reinterpret_cast<const char*>(&wrong), 8);
      try {
        unpack_all(changed);
      } catch (const Error& e) {
        CHECK(e.kind() == ErrorKind::data);
        ++refused;
      }
    }
  CHECK(refused > tried / 2);
}
