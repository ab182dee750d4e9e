#include "analysis/figure/figure.hpp"
#include "analysis/figure/opinion_words.hpp"
#include "analysis/figure/spec.hpp"
#include "analysis/statistics/summary.hpp"
#include "heed/core/error.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace heed::analysis::figures {
namespace {

constexpr std::size_t most_times = 40;

std::string lacks(const FigureSource& source) {
  std::string why = lacks_opinions(source);
  if (!why.empty()) return why;
  return source.snapshots().size() < 2 ? "opinions were kept at one time only (record.opinions)"
                                       : source.lacks_attention();
}

/// The entropy of the attention of each agent that heeds anyone, in nats: -Σ_j a_ij ln a_ij.
std::vector<double> entropies(const std::vector<Tie>& attention, std::size_t agents) {
  std::vector<double> entropy(agents), total(agents);
  for (const Tie& tie : attention) {
    entropy[static_cast<std::size_t>(tie.hearer)] -= tie.weight * std::log(tie.weight);
    total[static_cast<std::size_t>(tie.hearer)] += tie.weight;
  }
  std::vector<double> out;
  for (std::size_t i = 0; i < agents; ++i)
    if (total[i] > 0) out.push_back(std::max(0.0, entropy[i]));
  return out;
}

Json band(const char* low, const char* high, double opacity) {
  return {{"mark", {{"type", "area"}, {"opacity", opacity}, {"color", "#0072B2"}, {"clip", true}}},
          {"encoding", {{"y", number_on(low, "effective peers")}, {"y2", {{"field", high}}}}}};
}

Figure make(const FigureSource& source) {
  const std::vector<std::size_t> chosen = source.attention_snapshots(most_times);
  FigureData data{{"time"}, {"low"}, {"q1"}, {"median"}, {"q3"}, {"high"}, {"entropy"}};
  std::vector<std::string> ends;
  for (const std::size_t s : chosen) {
    std::vector<double> entropy = entropies(source.attention(s), source.results().agents);
    std::sort(entropy.begin(), entropy.end());
    const auto peers = [&](double p) { return to_digits(std::exp(quantile(entropy, p)), 4); };
    data.add({source.snapshots()[s], peers(0.1), peers(0.25), peers(0.5), peers(0.75), peers(0.9),
              to_digits(mean(entropy), 4)});
    if (s == chosen.front() || s == chosen.back())
      ends.push_back(
          fmt::format("{} at time {}", short_number(peers(0.5)), short_number(source.snapshots()[s], 6)));
  }
  Figure out{
      .name = {},
      .title = "How many peers an agent heeds",
      .caption = fmt::format("Effective peers, exp of the entropy of an agent's attention: the number of "
                             "peers that would be heeded alike. Median over agents, the middle half and "
                             "the middle 80 %, at {} snapshots.",
                             part_text(chosen.size(), source.snapshots().size())),
      .description = "Effective peers over time. The median is " + join(ends) + ".",
      .spec = specification(data, 280)};
  Json& spec = out.spec;
  spec["encoding"] = {{"x", number_on("time", "time")}};
  Json outer = band("low", "high", 0.18);
  outer["params"] = Json::array({zoom({"x", "y"})});
  spec["layer"] = {outer,
                   band("q1", "q3", 0.3),
                   {{"mark", {{"type", "line"}, {"color", "#0072B2"}, {"point", true}, {"clip", true}}},
                    {"encoding",
                     {{"y", number_on("median", "effective peers")},
                      {"tooltip",
                       {number_of("time", "time"), number_of("median", "effective peers, median"),
                        number_of("low", "10 %"), number_of("high", "90 %"),
                        number_of("entropy", "mean entropy, nats")}}}}}};
  return out;
}

}  // namespace

FigureKind attention_spread() {
  return {.summary = "effective peers and entropy of attention over the time of a run",
          .place = 34,
          .lacks = lacks,
          .make = make};
}

}  // namespace heed::analysis::figures
