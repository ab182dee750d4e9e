#include "analysis/export/animation/data.hpp"

#include "analysis/export/animation/base64.hpp"
#include "analysis/export/animation/merged_network.hpp"
#include "analysis/export/animation/moving_network.hpp"
#include "analysis/export/colour.hpp"
#include "analysis/export/text.hpp"
#include "analysis/json.hpp"
#include "heed/core/error.hpp"
#include "heed/core/utf8.hpp"
#include "heed/core/version.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

constexpr std::size_t bins = 40;
constexpr std::uint16_t no_opinion = 65535;
constexpr std::size_t longest_label = 80;

/// `most` of 0 … count - 1, evenly spaced, first and last among them.
std::vector<std::size_t> even_places(std::size_t count, std::size_t most) {
  std::vector<std::size_t> out;
  const std::size_t places = std::min(count, most);
  for (std::size_t i = 0; i < places; ++i) out.push_back(places == 1 ? 0 : i * (count - 1) / (places - 1));
  return out;
}

/// A label that fits a line.
std::string short_label(const std::string& label) {
  std::string out = valid_utf8(label);
  if (out.size() <= longest_label) return out;
  std::size_t end = longest_label;
  while (!begins_character(out[end])) --end;
  return out.substr(0, end) + "…";
}

/// One topic over the frames: packed opinions of those drawn; mean, spread and histogram of all.
class MovingTopic {
 public:
  MovingTopic(std::string name, std::pair<double, double> range) : name_(std::move(name)), range_(range) {}

  template <class Column>
  void add(const Column& all, const std::vector<std::size_t>& drawn, const MergedAgents& merged) {
    for (const std::size_t i : drawn) opinions_.push_back(packed(all[static_cast<Eigen::Index>(i)]));
    for (const double mean : merged.means(all)) merged_.push_back(packed(mean));
    double mean = 0, squares = 0, count = 0;
    std::vector<double> histogram(bins);
    for (const double x : all) {
      if (!std::isfinite(x)) continue;
      count += 1;
      const double step = x - mean;  // Welford 1962
      mean += step / count;
      squares += step * (x - mean);
      histogram[std::min(bins - 1, static_cast<std::size_t>(place(x) * bins))] += 1;
    }
    mean_.push_back(count > 0 ? mean : std::numeric_limits<double>::quiet_NaN());
    spread_.push_back(count > 0 ? std::sqrt(squares / count) : std::numeric_limits<double>::quiet_NaN());
    for (const double n : histogram)
      histogram_.push_back(static_cast<std::uint16_t>(count > 0 ? std::lround(n / count * 65535) : 0));
  }

  Json json() const {
    // Five digits of the range, wherever it lies.
    const int decimals =
        std::clamp(4 - static_cast<int>(std::floor(std::log10(range_.second - range_.first))), 0, 300);
    const auto numbers = [decimals](const std::vector<double>& values) {
      Json out = Json::array();
      for (const double v : values)
        out.push_back(std::isfinite(v)
                          ? Json(std::strtod(fmt::format("{:.{}f}", v, decimals).c_str(), nullptr))
                          : Json());
      return out;
    };
    return {{"name", name_},
            {"low", range_.first},
            {"high", range_.second},
            {"mean", numbers(mean_)},
            {"spread", numbers(spread_)},
            {"opinions", base64(little_endian(opinions_))},
            {"merged", base64(little_endian(merged_))},
            {"histogram", base64(little_endian(histogram_))}};
  }

 private:
  double place(double x) const {
    return std::clamp((x - range_.first) / (range_.second - range_.first), 0.0, 1.0);
  }
  std::uint16_t packed(double x) const {
    return std::isfinite(x) ? static_cast<std::uint16_t>(std::lround(place(x) * 65534)) : no_opinion;
  }

  std::string name_;
  std::pair<double, double> range_;
  std::vector<std::uint16_t> opinions_, merged_, histogram_;
  std::vector<double> mean_, spread_;
};

/// What is left out, in words.
std::vector<std::string> left_out(const FigureSource& source, const AnimationLimits& limits) {
  std::vector<std::string> out;
  if (const std::size_t n = source.snapshots().size(); n > limits.frames)
    out.push_back(fmt::format("It shows {} of {} snapshots, evenly spaced.", limits.frames, n));
  if (const std::size_t n = source.results().agents; n > limits.agents)
    out.push_back(fmt::format(
        "It draws {} of {} agents, evenly spaced by number; mean, spread and histogram are of all.",
        limits.agents, n));
  if (const std::size_t n = topic_names(source).size(); n > limits.topics)
    out.push_back(fmt::format("It shows the first {} of {} topics.", limits.topics, n));
  return out;
}

Json moving_topics(const FigureSource& source, const std::vector<std::size_t>& frames,
                   const std::vector<std::size_t>& drawn, const MergedAgents& merged, std::size_t topics) {
  std::vector<MovingTopic> moving;
  for (std::size_t k = 0; k < topics; ++k)
    moving.emplace_back(short_label(topic_names(source)[k]), source.range(frames, k));
  for (const std::size_t s : frames) {
    const Matrix<double> opinions = source.opinions(s);
    for (std::size_t k = 0; k < topics; ++k)
      moving[k].add(opinions.col(static_cast<Eigen::Index>(k)), drawn, merged);
  }
  Json out = Json::array();
  for (const MovingTopic& topic : moving) out.push_back(topic.json());
  return out;
}

/// Names and communities of those drawn.
void add_agents(Json& out, const FigureSource& source, const std::vector<std::size_t>& drawn) {
  out["agents"] = source.results().agents;
  out["labels"] = Json::array();
  for (const std::size_t i : drawn)
    out["labels"].push_back(short_label(source.label_of(static_cast<Agent>(i))));
  if (source.agents().community.empty()) return;
  out["communities"] = Json::array();
  for (const std::string& name : community_names(source)) out["communities"].push_back(short_label(name));
  out["community"] = Json::array();
  for (const std::size_t i : drawn) out["community"].push_back(community_of(source, static_cast<Agent>(i)));
}

}  // namespace

Json animation_data(const ExportRequest& request, const AnimationLimits& limits) {
  const FigureSource& source = request.source;
  const std::vector<std::size_t> all = asked_snapshots(request, "all");
  const std::vector<std::size_t> frames = even_places(all.size(), limits.frames);
  const std::vector<std::size_t> drawn = even_places(source.results().agents, limits.agents);
  const MergedAgents merged = merged_agents(source, limits);
  std::vector<std::string> notes = left_out(source, limits);
  Json times = Json::array();
  for (const std::size_t s : frames) times.push_back(source.snapshots()[s]);
  Json out = {{"version", version()}, {"title", valid_utf8(source.results().title)}, {"times", times}};
  out["colours"] = opinion_colours;
  out["topics"] =
      moving_topics(source, frames, drawn, merged, std::min(limits.topics, topic_names(source).size()));
  add_agents(out, source, drawn);
  out["network"] = merged.communities() > 0 ? merged_network(source, merged, limits, notes)
                                            : moving_network(source, frames, limits, notes);
  out["notes"] = notes;
  for (const std::string& note : notes) request.remarks.push_back(note);
  return out;
}

}  // namespace heed::analysis
