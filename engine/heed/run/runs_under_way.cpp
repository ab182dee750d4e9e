#include "heed/run/runs_under_way.hpp"

#include "heed/core/error.hpp"
#include "heed/core/hash.hpp"
#include "heed/io/disk.hpp"
#include "heed/io/packed.hpp"

#include <array>
#include <charconv>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>

#include <fmt/format.h>

namespace heed {
namespace {

constexpr std::string_view mark = "heed run";

constexpr std::array<std::string_view, 2> endings{"", ".new"};  // of one that was killed while it wrote

/// The state in a file, where that is whole.
std::optional<std::string> state_in(const std::filesystem::path& path) try {
  std::ifstream in(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (!bytes.starts_with(mark)) return {};
  Unpacker unpacker(std::string_view(bytes).substr(mark.size()));
  const std::uint64_t hash = unpacker.number();
  std::string state = unpacker.text();
  unpacker.finish();
  if (hash != hash_of(state)) return {};
  return state;
} catch (const Error&) {
  return {};
}

}  // namespace

std::filesystem::path RunsUnderWay::file_of(std::size_t run) const {
  return journal_.string() + "." + std::to_string(run);
}

std::map<std::size_t, std::filesystem::path> RunsUnderWay::files(std::string_view ending) const {
  std::map<std::size_t, std::filesystem::path> out;
  const std::string begin = journal_.filename().string() + ".";
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder_of(journal_), ignored)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(begin)) continue;
    const char* const last = name.data() + name.size();
    std::size_t run = 0;
    const auto [end, error] = std::from_chars(name.data() + begin.size(), last, run);
    if (error == std::errc() && std::string_view(end, last) == ending) out.emplace(run, entry.path());
  }
  return out;
}

std::map<std::size_t, std::string> RunsUnderWay::read() const {
  std::map<std::size_t, std::string> out;
  for (const auto& [run, path] : files(""))
    if (auto state = state_in(path)) out.emplace(run, std::move(*state));
  return out;
}

void RunsUnderWay::keep(std::size_t run, const std::string& state) const {
  Packer head;
  head.number(hash_of(state));
  head.number(state.size());  // as `text` has it
  replace_file(file_of(run), {}, std::array<std::string_view, 3>{mark, head.bytes(), state});
}

void RunsUnderWay::remove(std::size_t run) const {
  std::error_code ignored;
  std::filesystem::remove(file_of(run), ignored);
}

void RunsUnderWay::refuse_foreign() const {
  for (const std::string_view ending : endings)
    for (const auto& [run, path] : files(ending))
      if (!may_begin_with(path, mark))
        throw Error(ErrorKind::usage, fmt::format("'{}' is in the way, and heed did not write it; move it "
                                                  "away, or choose another name with -o",
                                                  path.string()));
}

void RunsUnderWay::remove_all() const {
  std::error_code ignored;
  for (const std::string_view ending : endings)
    for (const auto& [run, path] : files(ending))
      if (may_begin_with(path, mark)) std::filesystem::remove(path, ignored);
}

}  // namespace heed
