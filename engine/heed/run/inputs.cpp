#include "heed/run/inputs.hpp"

#include "heed/core/error.hpp"
#include "heed/core/text_file.hpp"
#include "heed/io/swept.hpp"
#include "heed/io/table.hpp"

#include <charconv>
#include <filesystem>
#include <fstream>
#include <set>
#include <string_view>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>
#include <sys/stat.h>
#include <zlib.h>

namespace heed {
namespace {

/// Is this value a number or a truth, which names no file?
bool is_plain(std::string_view value) {
  double number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  return (error == std::errc() && end == value.data() + value.size()) || value == "true" || value == "false";
}

/// The values of a sweep, of all its parameters; of a table those that can be read and lie where they may.
std::vector<std::string> swept_values(const ScenarioFile& file, const SweepSettings& sweep) {
  std::vector<std::string> out;
  std::vector<Problem> ignored;
  for (const Setting& over : sweep.over)
    for (std::string& value : read_swept(over, ignored).values) out.push_back(std::move(value));
  if (sweep.table.empty() || file.leads_out("sweep.table", sweep.table)) return out;
  try {
    for (TextRow& row : read_table(sweep.table.resolved).rows)
      for (std::string& field : row.fields) out.push_back(std::move(field));
  } catch (const Error&) {  // it is told by who runs it
  }
  return out;
}

}  // namespace

std::vector<std::string> files_read(const ScenarioFile& file, const Design& design,
                                    const MakeScenario& make) {
  std::vector<std::string> out;
  std::set<std::vector<std::string>> asked;
  std::unordered_set<std::string> found;
  for (std::size_t point = 0; point < design.points.size(); ++point) {
    std::vector<std::string> telling = design.points[point];
    std::erase_if(telling, is_plain);
    if (!asked.insert(std::move(telling)).second) continue;
    std::vector<Problem> ignored;
    const auto scenario = make(file.with(design.settings(point * design.seeds.size())), ignored);
    for (auto& [parameter, read] : files_read(*scenario))
      if (found.insert(read).second) out.push_back(std::move(read));
  }
  return out;
}

std::vector<std::string> files_behind(const ScenarioFile& file, const MakeScenario& make) {
  std::vector<std::string> out = file.files();
  std::vector<Problem> ignored;
  for (auto& [parameter, read] : files_read(*make(file, ignored))) out.push_back(std::move(read));
  SweepSettings sweep;
  file.fill([&](Fields& f) { f.table("sweep", sweep, ""); }, ignored);
  if (!sweep.table.empty()) out.push_back(sweep.table.resolved);
  const std::filesystem::path folder = std::filesystem::path(file.path()).parent_path();
  for (const std::string& value : swept_values(file, sweep))
    if (!is_plain(value)) out.push_back((folder / as_text(value)).string());
  return out;
}

Inputs::Inputs(std::vector<std::string> files) : files_(std::move(files)) {
  for (const std::string& file : files_) {
    const Stamp stamp = stamp_of(file);  // before the content: what is written meanwhile is noticed
    known_.try_emplace(file, File{stamp, content_of(file)});
  }
}

std::string Inputs::description() const {
  std::vector<std::string> lines;
  lines.reserve(files_.size());
  for (const std::string& file : files_) lines.push_back(file_name(file) + ": " + known_.at(file).content);
  return join(lines, "\n");
}

void Inputs::check(const std::vector<std::string>& files) const {
  for (const std::string& file : files) {
    const Stamp now = stamp_of(file);
    const std::lock_guard lock(mutex_);
    const auto known = known_.find(file);
    if (known == known_.end() || known->second.stamp == now) continue;
    if (now.size < 0 || content_of(file) != known->second.content)
      throw Error(
          ErrorKind::io,
          fmt::format("'{}' has changed while it was in use, and what follows would not belong to what "
                      "is there; bring it back and go on with --resume, or begin anew with --force",
                      file));
    known->second.stamp = now;
  }
}

Inputs::Stamp Inputs::stamp_of(const std::string& file) {
  struct stat is {};
  if (::stat(file.c_str(), &is) != 0) return {};
  return {is.st_dev, is.st_ino, is.st_size, is.st_mtim.tv_sec, is.st_mtim.tv_nsec};
}

std::string Inputs::content_of(const std::string& file) {
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
  return fmt::format("{} bytes, crc32 {:08x}", bytes, sum);
}

}  // namespace heed
