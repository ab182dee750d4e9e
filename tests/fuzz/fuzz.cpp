// Coverage-guided fuzzing of one reader, the one HEED_FUZZED names in the environment, with libFuzzer.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "readers.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const heed::tests::FuzzedReader& asked = []() -> const heed::tests::FuzzedReader& {
    const char* name = std::getenv("HEED_FUZZED");
    for (const auto& reader : heed::tests::fuzzed_readers)
      if (name && reader.name == name) return reader;
    std::fputs("HEED_FUZZED should name a reader, a folder of seeds/\n", stderr);
    std::abort();
  }();
  heed::tests::read_hostile(asked, {reinterpret_cast<const char*>(data), size});
  return 0;
}
