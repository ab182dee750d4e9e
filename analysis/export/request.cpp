#include "analysis/export/request.hpp"

#include "heed/core/error.hpp"
#include "heed/core/fields.hpp"
#include "heed/core/text_fields.hpp"

#include <algorithm>
#include <numeric>
#include <variant>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

/// "it has 0, 10 … 500", or all of them where they are few.
std::string times_text(const std::vector<double>& times) {
  std::vector<std::string> words;
  for (const double t : times) words.push_back(to_text(t));
  if (words.size() <= 6) return join(words);
  return fmt::format("{}, {}, {} … {}", words[0], words[1], words[2], words.back());
}

}  // namespace

void need_run(const ExportRequest& request, std::string_view format) {
  if (request.source.is_sweep())
    throw Error(
        ErrorKind::usage,
        fmt::format("'{}' is a sweep, but {} shows one run; run one point with heed run, or export its "
                    "numbers with -o OUT.csv",
                    request.file(), format));
}

std::vector<std::size_t> asked_snapshots(const ExportRequest& request, const std::string& otherwise) {
  const std::vector<double>& times = request.source.snapshots();
  if (times.empty())
    throw Error(
        ErrorKind::data,
        fmt::format("'{}' keeps no opinions; run again with --set record.opinions=all", request.file()));
  const std::string& at = request.at.empty() ? otherwise : request.at;
  if (at == "last") return {times.size() - 1};
  if (at == "first") return {0};
  std::vector<std::size_t> all(times.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  if (at == "all") return all;
  const std::optional<double> step = to_number(at);
  if (!step) throw Error(ErrorKind::usage, fmt::format("'--at {}' should be last, first, all or a step", at));
  const auto found = std::find(times.begin(), times.end(), *step);
  if (found == times.end())
    throw Error(ErrorKind::usage, fmt::format("'{}' has no opinions at step {}; it has them at {}",
                                              request.file(), to_text(*step), times_text(times)));
  return {static_cast<std::size_t>(found - times.begin())};
}

std::size_t one_moment(const ExportRequest& request, const std::vector<std::size_t>& snapshots,
                       std::string_view format) {
  if (request.at == "all")
    throw Error(ErrorKind::usage,
                fmt::format("{} holds one moment; give '--at last', '--at first' or a step", format));
  return snapshots.front();
}

std::vector<std::string> topic_names(const FigureSource& source) {
  return std::get<std::vector<std::string>>(source.reader().axis("topic").labels);
}

std::vector<std::string> community_names(const FigureSource& source) {
  const Network& network = source.agents();
  std::vector<std::string> out = network.community_names;
  if (std::count(network.community.begin(), network.community.end(), -1) > 0) out.emplace_back("unknown");
  return out;
}

std::size_t community_of(const FigureSource& source, Agent agent) {
  const Network& network = source.agents();
  const std::int32_t community = network.community[static_cast<std::size_t>(agent)];
  return community < 0 ? network.community_names.size() : static_cast<std::size_t>(community);
}

std::string opinion_name(const FigureSource& source, std::size_t topic) {
  const std::vector<std::string> names = topic_names(source);
  return names.size() > 1 ? fmt::format("opinion[{}]", names[topic]) : "opinion";
}

}  // namespace heed::analysis
