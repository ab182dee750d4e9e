// Hostile files for the readers of text: the seeds of the fuzzer, what it found, and simple damage done to
// each.
#include "heed/core/random.hpp"

#include <filesystem>

#include "catch.hpp"
#include "fuzz/readers.hpp"
#include "unit/io/folder.hpp"

using namespace heed;
using namespace heed::tests;

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> seeds_of(const FuzzedReader& reader) {
  std::vector<fs::path> out;
  for (const auto& entry :
       fs::directory_iterator(fs::path(HEED_SOURCE_DIR) / "tests/fuzz/seeds" / reader.name))
    out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

/// The text with some bytes replaced, doubled, left out or moved, by the stream.
std::string damaged(std::string text, Stream& stream) {
  for (std::uint64_t hits = 1 + stream.below(4); hits > 0 && !text.empty(); --hits) {
    const std::size_t at = stream.below(text.size()), length = 1 + stream.below(8);
    switch (stream.below(4)) {
      case 0: text[at] = static_cast<char>(1 + stream.below(255)); break;
      case 1: text.erase(at, length); break;
      case 2: text.insert(at, text.substr(at, length)); break;
      default: text.insert(at, std::to_string(stream.bits64())); break;
    }
  }
  return text;
}

}  // namespace

TEST_CASE(
    "hostile files are read or refused in words: seeds, all their beginnings, and 200 kinds of damage") {
  for (const FuzzedReader& reader : fuzzed_readers) {
    const auto seeds = seeds_of(reader);
    CHECK(seeds.size() >= 2);
    for (const fs::path& seed : seeds) {
      INFO(seed);
      const std::string text = test_files::bytes_of(seed);
      CHECK_NOTHROW(read_hostile(reader, text));
      for (std::size_t length = 0; length < text.size(); length += 1 + text.size() / 100)
        CHECK_NOTHROW(read_hostile(reader, std::string_view(text).substr(0, length)));
      Stream stream(1, Purpose::test);
      for (int kind = 0; kind < 200; ++kind) CHECK_NOTHROW(read_hostile(reader, damaged(text, stream)));
    }
  }
}
