#include "heed/run/shard.hpp"

#include "heed/core/error.hpp"
#include "heed/core/random.hpp"

#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <regex>

namespace heed {
namespace {

std::string too_many() { return "there can be at most " + std::to_string(most_shards) + " shards"; }

std::optional<std::size_t> whole_number(std::string_view text) {
  std::size_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc() || end != text.data() + text.size()) return {};
  return out;
}

/// "3<separator>16", if it is one of them; of how many is for others to judge.
std::optional<Shard> pair_of(std::string_view text, std::string_view separator) {
  const auto at = text.find(separator);
  if (at == std::string_view::npos) return {};
  const auto index = whole_number(text.substr(0, at)),
             count = whole_number(text.substr(at + separator.size()));
  if (!index || !count || *index < 1 || *index > *count) return {};
  return Shard{*index, *count};
}

std::size_t slurm(const char* name, std::optional<std::size_t> otherwise = {}) {
  const char* text = std::getenv(name);
  if (!text && otherwise) return *otherwise;
  if (!text)
    throw Error(ErrorKind::usage, std::string("--shard auto is for tasks of a Slurm array, but ") + name +
                                      " is not set; elsewhere say which: --shard 1/16");
  const auto value = whole_number(text);
  if (!value)
    throw Error(ErrorKind::usage, std::string("--shard auto: ") + name + " is '" + text +
                                      "' but must be a whole number; say which shard: --shard 1/16");
  return *value;
}

/// How far the shards are turned in a row of runs.
std::size_t turn(std::size_t row, std::size_t count) {
  return static_cast<std::size_t>(Stream(0, Purpose::design, row).below(count));
}

}  // namespace

bool Shard::makes(std::size_t run) const {
  return (run % count + turn(run / count, count)) % count == index - 1;
}

std::vector<std::size_t> Shard::runs(std::size_t all) const {
  std::vector<std::size_t> out;
  for (std::size_t run = 0; run < all; ++run)
    if (makes(run)) out.push_back(run);
  return out;
}

std::string Shard::words() const { return std::to_string(index) + " of " + std::to_string(count); }

Shard parse_shard(std::string_view text) {
  if (const auto shard = pair_of(text, "/")) {
    if (shard->count <= most_shards) return *shard;
    throw Error(ErrorKind::usage, "--shard is '" + std::string(text) + "' but " + too_many());
  }
  throw Error(ErrorKind::usage,
              "--shard is '" + std::string(text) +
                  "' but must be i/n with i from 1 to n, such as 3/16, or auto in a Slurm array");
}

Shard shard_in_words(const std::string& text) {
  if (const auto shard = pair_of(text, " of ")) {
    if (shard->count <= most_shards) return *shard;
    throw Error(ErrorKind::data, "its attribute 'shard' is '" + text + "' but " + too_many());
  }
  throw Error(ErrorKind::data, "its attribute 'shard' is '" + text + "' but must be such as '3 of 16'");
}

Shard slurm_shard() {
  const std::size_t id = slurm("SLURM_ARRAY_TASK_ID"), count = slurm("SLURM_ARRAY_TASK_COUNT"),
                    first = slurm("SLURM_ARRAY_TASK_MIN"), step = slurm("SLURM_ARRAY_TASK_STEP", 1);
  const std::size_t last = slurm("SLURM_ARRAY_TASK_MAX", first + count - 1);
  const bool whole =
      first <= 1 && step == 1 && count >= 1 && count <= most_shards && last == first + count - 1;
  if (!whole || id < first || id > last)
    throw Error(ErrorKind::usage, "--shard auto: task " + std::to_string(id) + " of " +
                                      std::to_string(count) + " from " + std::to_string(first) + " to " +
                                      std::to_string(last) +
                                      (step == 1 ? "" : " by " + std::to_string(step)) +
                                      " is not of a whole array such as --array=1-16, so which shard it is "
                                      "does not follow; for a part of an array of N say "
                                      "--shard $SLURM_ARRAY_TASK_ID/N");
  return {id - first + 1, count};
}

std::string shard_path(const std::string& path, const Shard& shard) {
  if (shard.whole()) return path;
  const std::filesystem::path whole(path);
  const std::string part = "." + std::to_string(shard.index) + "-of-" + std::to_string(shard.count);
  return (whole.parent_path() / (whole.stem().string() + part + whole.extension().string())).string();
}

std::optional<std::string> whole_path(const std::string& shard) {
  static const std::regex part(R"(\.\d+-of-\d+(\.[^./]*)?$)");
  std::smatch found;
  const std::string name = std::filesystem::path(shard).filename().string();
  if (!std::regex_search(name, found, part)) return {};
  return shard.substr(0, shard.size() - name.size()) + found.prefix().str() + found[1].str();
}

}  // namespace heed
