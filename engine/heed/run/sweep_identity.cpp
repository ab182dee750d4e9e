#include "heed/run/sweep_identity.hpp"

#include "heed/core/error.hpp"
#include "heed/core/text_file.hpp"

#include <cstdint>
#include <fstream>
#include <sstream>

#include <fmt/format.h>
#include <zlib.h>

namespace heed {
namespace {

/// The first lines that differ, "there '…', here '…'".
std::string first_difference(const std::string& there, const std::string& here) {
  std::istringstream a(there), b(here);
  std::string x, y;
  bool more = true;
  while (more && x == y) {
    const bool in_a = static_cast<bool>(std::getline(a, x)), in_b = static_cast<bool>(std::getline(b, y));
    if (!in_a) x.clear();
    if (!in_b) y.clear();
    more = in_a || in_b;
  }
  return fmt::format("there '{}', here '{}'", x, y);
}

}  // namespace

std::string SweepIdentity::difference(const SweepIdentity& here) const {
  if (facts.size() != here.facts.size()) return "it says other things of itself";
  for (std::size_t k = 0; k < facts.size(); ++k) {
    const auto& [name, value] = facts[k];
    if (facts[k] != here.facts[k])
      return fmt::format("its {} differs: {}", name, first_difference(value, here.facts[k].second));
  }
  return "";
}

SweepIdentity identity_of(const std::string& version, const std::string& scenario, const std::string& inputs,
                          const Shard& shard) {
  return {{{"version", version}, {"scenario", scenario}, {"inputs", inputs}, {"shard", shard.words()}}};
}

std::string describe_inputs(const std::vector<std::string>& files) {
  std::vector<std::string> out;
  for (const std::string& file : files) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw Error(ErrorKind::data, fmt::format("cannot read '{}'", file));
    std::vector<char> block(std::size_t{1} << 20);
    std::uint64_t bytes = 0;
    uLong sum = 0;
    while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0) {
      const auto got = static_cast<std::size_t>(in.gcount());
      sum = crc32_z(sum, reinterpret_cast<const Bytef*>(block.data()), got);
      bytes += got;
    }
    out.push_back(fmt::format("{}: {} bytes, crc32 {:08x}", file_name(file), bytes, sum));
  }
  return join(out, "\n");
}

}  // namespace heed
