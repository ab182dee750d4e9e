// Coverage-guided fuzzing of one reader, HEED_FUZZED by name, with libFuzzer.
#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  for (const auto& reader : heed::tests::fuzzed_readers)
    if (reader.name == HEED_FUZZED)
      heed::tests::read_hostile(reader, {reinterpret_cast<const char*>(data), size});
  return 0;
}
