#include "heed/core/hash.hpp"

#include <set>
#include <string>

#include "catch.hpp"

using namespace heed;

TEST_CASE("a hash tells texts apart by every bit, by length, and by order") {
  const std::string text = "0123456789abcdef0123";
  std::set<std::uint64_t> seen{hash_of(text), hash_of(""), hash_of(std::string(1, '\0')),
                               hash_of(std::string(8, '\0')), hash_of("89abcdef012345670123")};
  CHECK(seen.size() == 5);
  for (std::size_t bit = 0; bit < 8 * text.size(); ++bit) {
    std::string other = text;
    other[bit / 8] = static_cast<char>(other[bit / 8] ^ (1 << (bit % 8)));
    CHECK(seen.insert(hash_of(other)).second);
  }
}
