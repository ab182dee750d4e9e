// Lines as wide as a terminal.
#include "heed/core/folded.hpp"

#include "catch.hpp"

namespace heed {

TEST_CASE("a line that is too wide goes on behind blanks, and is broken nowhere else") {
  CHECK(folded("note: one two three four five six seven eight", 2, 30) ==
        "note: one two three four five\n  six seven eight");
  CHECK(folded("  a.b = 1.0   (a number, at least 0)", 4, 26) == "  a.b = 1.0   (a number,\n    at least 0)");
  CHECK(folded("  mean     of all there are here, and of those only", 11, 31) ==
        "  mean     of all there are\n           here, and of those\n           only");
}

TEST_CASE("what fits stays as it is, and so does all where there is no width") {
  CHECK(folded("123456789 123456789 123456789", 2, 29) == "123456789 123456789 123456789");
  CHECK(folded("αβγδε αβγδε αβγδε αβγδε αβγδε", 2, 29) == "αβγδε αβγδε αβγδε αβγδε αβγδε");
  CHECK(folded("a line of any width", 2, 0) == "a line of any width");
  CHECK(folded("", 2, 30).empty());
}

TEST_CASE("a word wider than the line stays whole, and narrow lines have room for some words") {
  const std::string word(40, 'w');
  CHECK(folded("one " + word + " two", 2, 30) == "one\n  " + word + "\n  two");
  CHECK(folded(word, 2, 30) == word);
  CHECK(folded("      one two three four five six", 8, 4) == "      one two three four\n        five six");
}

}  // namespace heed
