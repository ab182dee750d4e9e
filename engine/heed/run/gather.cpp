#include "heed/run/gather.hpp"

#include "heed/core/error.hpp"
#include "heed/core/signal.hpp"

#include <algorithm>
#include <filesystem>
#include <map>

#include <fmt/format.h>

namespace heed {
namespace {

/// The identity of the whole that a shard is of.
SweepIdentity whole(const SweepReader& shard) {
  SweepIdentity out = shard.identity();
  out.facts.back().second = fmt::format("one of {}", shard.shard().count);
  return out;
}

bool same(const SweepShape& a, const SweepShape& b) {
  const auto same_axis = [](const Axis& x, const Axis& y) {
    return x.name == y.name && x.labels == y.labels && length_of(x) == length_of(y);
  };
  const auto same_variable = [](const Variable& x, const Variable& y) {
    return x.name == y.name && x.type == y.type && x.axes == y.axes;
  };
  return std::equal(a.axes.begin(), a.axes.end(), b.axes.begin(), b.axes.end(), same_axis) &&
         std::equal(a.variables.begin(), a.variables.end(), b.variables.begin(), b.variables.end(),
                    same_variable);
}

/// Shards that record different things: of a sweep in one piece, the runs of all but the first kind fail.
void check_shapes(const std::vector<SweepReader>& shards, std::vector<std::string>& problems) {
  const SweepReader* first = nullptr;
  for (const SweepReader& shard : shards) {
    if (!shard.shape()) continue;
    if (!first) first = &shard;
    if (!same(*first->shape(), *shard.shape()))
      problems.push_back(
          fmt::format("'{}' and '{}' do not record the same; sweep sizes with sweep.states = \"none\"",
                      first->path(), shard.path()));
  }
}

std::string missing(const SweepReader& other, const Shard& shard) {
  std::string beside = other.path();
  if (beside.ends_with(".part")) beside.resize(beside.size() - 5);
  const std::string path = shard_path(whole_path(beside).value_or(beside), shard);
  const bool begun = std::filesystem::exists(path + ".runs") || std::filesystem::exists(path + ".part");
  return fmt::format("shard {} is {}", shard.words(),
                     begun
                         ? fmt::format("not finished: go on with --shard {}/{} --resume, until '{}' is there",
                                       shard.index, shard.count, path)
                         : fmt::format("missing: '{}'", path));
}

/// Runs of a shard that did not end: of one that was stopped, or is being made.
void check_ended(const SweepReader& reader, std::vector<std::string>& problems) {
  const Shard shard = reader.shard();
  const std::vector<std::size_t> runs = shard.runs(reader.runs());
  const auto ended = std::count_if(runs.begin(), runs.end(),
                                   [&](std::size_t run) { return reader.status(run) != RunStatus::not_run; });
  if (static_cast<std::size_t>(ended) < runs.size())
    problems.push_back(
        fmt::format("'{}' is not finished: {} of its {} runs ended; go on with --shard {}/{} --resume",
                    reader.path(), ended, runs.size(), shard.index, shard.count));
}

/// Each by its name, unless there are many: the count is what a file says, and may be any number.
void add_missing(const std::map<std::size_t, SweepReader>& shards, std::size_t count,
                 std::vector<std::string>& problems) {
  constexpr std::size_t most_named = 20;
  const std::size_t absent = count - shards.size();
  if (absent > most_named)
    return problems.push_back(fmt::format("{} of {} shards are missing", absent, count));
  for (std::size_t index = 1; index <= count; ++index)
    if (!shards.contains(index)) problems.push_back(missing(shards.begin()->second, {index, count}));
}

}  // namespace

std::vector<SweepReader> open_shards(const std::vector<std::string>& paths) {
  std::map<std::size_t, SweepReader> shards;
  std::vector<std::string> problems;
  std::optional<SweepIdentity> first;
  std::size_t count = 0;
  for (const std::string& path : paths) {
    SweepReader reader(path);
    const Shard shard = reader.shard();
    if (!first) {
      first = whole(reader);
      count = shard.count;
    }
    const auto twin = shards.find(shard.index);
    if (const std::string difference = whole(reader).difference(*first); !difference.empty())
      problems.push_back(
          fmt::format("'{}' is not of the sweep of '{}': {}", path, paths.front(), difference));
    else if (shard.whole())
      problems.push_back(fmt::format("'{}' is a whole sweep, not a shard of one", path));
    else if (twin != shards.end())
      problems.push_back(
          fmt::format("'{}' and '{}' are both shard {}", twin->second.path(), path, shard.words()));
    else
      shards.emplace(shard.index, std::move(reader));
  }
  if (!shards.empty()) add_missing(shards, count, problems);
  std::vector<SweepReader> out;
  for (auto& [index, reader] : shards) out.push_back(std::move(reader));
  for (const SweepReader& reader : out) check_ended(reader, problems);
  check_shapes(out, problems);
  if (!problems.empty()) throw Error(ErrorKind::usage, "cannot gather:\n  " + join(problems, "\n  "));
  return out;
}

SweepOutcome gather(const std::vector<SweepReader>& shards, TrajectoryWriter& writer) {
  shards.front().copy_identity(writer);
  SweepFile file(shards.front(), writer);
  for (const SweepReader& shard : shards)
    if (shard.shape() && !file.shape()) file.declare(*shard.shape());
  for (const SweepReader& shard : shards)
    for (const std::size_t run : shard.shard().runs(shard.runs())) {
      if (stop_requested()) throw Interrupted("stopped at shard " + shard.shard().words());
      file.put(shard.result(run));
    }
  file.finish();
  return outcome_of(file, {});
}

}  // namespace heed
