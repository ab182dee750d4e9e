#include "heed/io/owned_values.hpp"

#include "heed/core/error.hpp"

#include <cstring>

#include "catch.hpp"

using namespace heed;

namespace {

std::string error_of(Type type, std::size_t count, const Values& values) {
  try {
    OwnedValues("opinion", type, count, values);
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::data);
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("values are copied: what happens to the originals later makes no difference") {
  std::vector<std::int32_t> numbers = {1, 2, 3};
  std::vector<std::string> texts = {"a", "é"};
  const OwnedValues whole("n", Type::int32, 3, std::span<const std::int32_t>(numbers));
  const OwnedValues words("t", Type::text, 2, std::span<const std::string>(texts));
  numbers[1] = 9;
  texts.clear();
  const auto* copy = static_cast<const std::int32_t*>(whole.numbers());
  CHECK(std::vector<std::int32_t>(copy, copy + 3) == std::vector<std::int32_t>{1, 2, 3});
  CHECK(whole.bytes() == 12);
  CHECK(words.texts() == std::vector<std::string>{"a", "é"});
}

TEST_CASE("reals are turned into the precision of the variable") {
  const std::vector<double> wide = {0.1};
  const OwnedValues narrow("x", Type::float32, 1, std::span<const double>(wide));
  float value;
  std::memcpy(&value, narrow.numbers(), sizeof value);
  CHECK(value == 0.1F);
  CHECK(narrow.bytes() == 4);
}

TEST_CASE("values that do not fit say what was given and what should be") {
  const std::vector<double> reals = {1, 2};
  const std::vector<std::string> texts = {std::string("a\0b", 3)};
  CHECK(error_of(Type::float64, 3, std::span<const double>(reals)) ==
        "'opinion' takes 3 values at a time, but 2 were given");
  CHECK(error_of(Type::int32, 2, std::span<const double>(reals)) ==
        "'opinion' holds int32, but float64 was given");
  CHECK(error_of(Type::text, 1, std::span<const std::string>(texts)) ==
        "'opinion': a text holds a null character; leave it out");
}
