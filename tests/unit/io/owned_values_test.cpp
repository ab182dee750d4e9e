#include "heed/io/owned_values.hpp"

#include "heed/core/error.hpp"

#include <cstdint>
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

TEST_CASE("values that replace others go where those were, if there is room") {
  const std::vector<double> three = {1, 2, 3}, two = {4, 5}, four = {6, 7, 8, 9};
  OwnedValues values("x", Type::float64, 3, std::span<const double>(three));
  const void* const memory = values.numbers();
  const auto is = [&values](const std::vector<double>& expected) {
    return values.bytes() == expected.size() * sizeof(double) &&
           std::memcmp(values.numbers(), expected.data(), values.bytes()) == 0;
  };
  values.assign("x", Type::float64, 2, std::span<const double>(two));
  CHECK(is(two));
  CHECK(values.numbers() == memory);
  values.assign("x", Type::float64, 4, std::span<const double>(four));
  CHECK(is(four));
  values.assign("x", Type::float64, 3, std::span<const double>(three));
  CHECK(is(three));
}

TEST_CASE("texts that replace others are counted anew") {
  const std::vector<std::string> long_text = {std::string(1000, 'a'), "b"}, short_text = {"c"};
  OwnedValues values("t", Type::text, 2, std::span<const std::string>(long_text));
  values.assign("t", Type::text, 1, std::span<const std::string>(short_text));
  CHECK(values.texts() == short_text);
  CHECK(values.bytes() == sizeof(std::string) + 1);
}

TEST_CASE("values that do not fit leave those before as they were") {
  const std::vector<double> reals = {1, 2};
  OwnedValues values("x", Type::float64, 2, std::span<const double>(reals));
  CHECK_THROWS_AS(values.assign("x", Type::float64, 1, std::span<const double>()), Error);
  CHECK(values.bytes() == 16);
  CHECK(std::memcmp(values.numbers(), reals.data(), 16) == 0);
}

TEST_CASE("values above 2 MiB begin with a large page, and all are copied") {
  std::vector<float> many(700001);
  for (std::size_t i = 0; i < many.size(); ++i) many[i] = static_cast<float>(i);
  const OwnedValues values("x", Type::float32, many.size(), std::span<const float>(many));
  CHECK(reinterpret_cast<std::uintptr_t>(values.numbers()) % (std::uintptr_t{2} << 20) == 0);
  CHECK(std::memcmp(values.numbers(), many.data(), values.bytes()) == 0);
  CHECK(values.bytes() == 4 * many.size());
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
