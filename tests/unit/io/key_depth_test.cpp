// Keys inside keys of a TOML text: how deep is too deep.
#include "heed/io/key_depth.hpp"

#include <string>

#include "catch.hpp"

namespace heed {
namespace {

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int k = 0; k < times; ++k) out += text;
  return out;
}

}  // namespace

TEST_CASE("keys with many dots, and many brackets, are nested too deep") {
  CHECK_FALSE(nested_too_deep("[" + repeated("a.", 63) + "a]\nx = 1\n"));
  CHECK(nested_too_deep("[" + repeated("a.", 64) + "a]\nx = 1\n"));
  CHECK(nested_too_deep("x = 1\n" + repeated("a . ", 65) + "a = 1"));
  CHECK(nested_too_deep("['" + repeated("#'.'", 65) + "a']"));
  CHECK(nested_too_deep("x = " + repeated("[", 65)));
  CHECK(nested_too_deep("x = " + repeated("{a.b = ", 33)));
  CHECK(nested_too_deep("x = {y = \"\"\"\\\"\"\"\"\"\", " + repeated("a.", 64) + "a = 1}"));
}

TEST_CASE("what stands side by side, in texts or in comments is not nested") {
  CHECK_FALSE(nested_too_deep("x = [" + repeated("0.5, ", 100) + "]\n" + repeated("a.b = 1.5\n", 100)));
  CHECK_FALSE(nested_too_deep("x = [" + repeated("[1, {a.b = 2}],\n", 100) + "]"));
  CHECK_FALSE(nested_too_deep("# " + repeated(".", 100) + "\nx = '" + repeated(".", 100) + "'"));
  CHECK_FALSE(nested_too_deep("x = \"\"\"\n" + repeated("a \" .\n", 100) + "\"\"\""));
  CHECK_FALSE(nested_too_deep(""));
}

}  // namespace heed
