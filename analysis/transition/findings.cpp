#include "analysis/transition/findings.hpp"

#include "heed/core/error.hpp"
#include "heed/core/text_fields.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

constexpr std::size_t most_rows = 40;  // of a table of curves; JSON has all

/// From so many seeds on resampling them tells their spread: of five it comes out a tenth too small.
constexpr std::size_t fewest_seeds = 5;

std::optional<double> exponent_of(const std::string& text) {
  if (text == "fit") return std::nullopt;
  const std::optional<double> number = to_number(text);
  if (!number || !(*number > 0))
    throw Error(ErrorKind::usage, fmt::format("--exponent {}: should be a number above 0, or fit", text));
  return number;
}

std::vector<BySeed> orders_of(const OrderCurve& curve) {
  std::vector<BySeed> out;
  for (const auto& runs : curve.runs) {
    BySeed& by_seed = out.emplace_back();
    for (const auto& run : runs) by_seed.push_back(run ? std::optional(run->first) : std::nullopt);
  }
  return out;
}

std::string branch_name(const OrderCurve& curve, const OrderCurve& other) {
  return curve.falling != other.falling ? (curve.falling ? "falling" : "rising") : curve.file;
}

BranchLoop loop_of(const OrderCurve& a, const OrderCurve& b) {
  const OrderCurve &first = a.falling && !b.falling ? b : a, &second = &first == &a ? b : a;
  const Pairing pairing = first.seeds == second.seeds ? Pairing::by_seed : Pairing::none;
  return {first.agents, branch_name(first, second), branch_name(second, first),
          hysteresis(first.values, orders_of(first), second.values, orders_of(second), pairing)};
}

std::string number(double v) { return short_number(v, 4); }

/// " (found in 1200 of 2000 resamples)", where it was not in all of them.
std::string found_text(const std::optional<std::size_t>& resamples) {
  if (!resamples || *resamples >= bootstrap_resamples) return "";
  return fmt::format(" (found in {} of {} resamples)", *resamples, bootstrap_resamples);
}

std::string with_error(double v, const std::optional<Resampled>& spread,
                       const std::optional<std::size_t>& resamples) {
  if (!spread) return number(v) + found_text(resamples);
  const int decimals =
      std::clamp(1 - static_cast<int>(std::floor(std::log10(std::max(spread->error, 1e-12)))), 0, 9);
  return fmt::format("{:.{}f} ± {:.{}f}{}", v, decimals, spread->error, decimals, found_text(resamples));
}

std::string interval_text(const std::optional<Resampled>& spread) {
  return spread ? fmt::format("[{}, {}]", number(spread->interval.low), number(spread->interval.high)) : "-";
}

std::string size_text(double agents) { return agents > 0 ? short_number(agents) : "-"; }

/// The values of the parameter at which any size has runs.
std::vector<double> values_of(const TransitionFindings& f) {
  std::vector<double> values;
  for (const SizeEstimate& size : f.estimate.sizes)
    for (const CurvePoint& point : size.points) values.push_back(point.value);
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

/// So many of them at most, evenly spaced.
std::vector<double> thinned(const std::vector<double>& values) {
  if (values.size() <= most_rows) return values;
  std::vector<double> out;
  for (std::size_t k = 0; k < most_rows; ++k)
    out.push_back(values[k * (values.size() - 1) / (most_rows - 1)]);
  return out;
}

Table curve_table(const TransitionFindings& f) {
  Table out{.columns = {{f.read.parameter}}, .rows = {}};
  const std::vector<double> values = thinned(values_of(f));
  for (const double value : values) out.rows.push_back({number(value)});
  for (std::size_t k = 0; k < f.estimate.sizes.size(); ++k) {
    const SizeEstimate& size = f.estimate.sizes[k];
    const std::string of = f.estimate.sizes.size() > 1 ? " of " + size_text(size.agents) : "";
    const int group = static_cast<int>(k);
    for (const std::string& name : {"order" + of, std::string("χ"), std::string("U")})
      out.columns.push_back({.name = name, .group = group});
    for (std::size_t row = 0; row < values.size(); ++row) {
      const auto at = std::find_if(size.points.begin(), size.points.end(),
                                   [&](const CurvePoint& p) { return p.value == values[row]; });
      const bool has = at != size.points.end();
      for (const double v : {has ? at->order : NAN, has ? at->susceptibility : NAN, has ? at->binder : NAN})
        out.rows[row].push_back(short_number(v));
    }
  }
  return out;
}

Table place_table(const TransitionFindings& f) {
  Table out{.columns = {{.name = "what", .left = true},
                        {.name = f.read.parameter, .left = true},
                        {.name = "95 %", .left = true},
                        {.name = "height"}},
            .rows = {}};
  const auto add = [&](const std::string& what, const Estimated& e) {
    if (e.found.found())
      out.rows.push_back({what, with_error(e.found.at, e.spread, e.resamples), interval_text(e.spread),
                          number(e.found.height)});
  };
  for (const SizeEstimate& size : f.estimate.sizes)
    add("χ peak, " + size_text(size.agents) + " agents", size.peak);
  for (const CrossingEstimate& c : f.estimate.crossings)
    add(fmt::format("U crossing, {} and {}", size_text(c.small), size_text(c.large)), c.crossing);
  if (const DriftEstimate& d = f.estimate.drift; d.why.empty())
    out.rows.push_back({fmt::format("χ peaks as N^-{} to 0", short_number(d.drift.exponent)),
                        with_error(d.drift.limit, d.limit, d.resamples), interval_text(d.limit), "-"});
  return out;
}

Table loop_table(const TransitionFindings& f, const BranchLoop& loop) {
  Table out{
      .columns = {{f.read.parameter}, {loop.first}, {loop.second}, {"gap"}, {.name = "95 %", .left = true}},
      .rows = {}};
  for (const LoopPoint& p : loop.loop.points)
    out.rows.push_back(
        {number(p.value), number(p.first), number(p.second), number(p.gap.value),
         p.gap.interval ? fmt::format("[{}, {}]", number(p.gap.interval->low), number(p.gap.interval->high))
                        : "-"});
  return out;
}

std::string loop_sentence(const std::string& parameter, const BranchLoop& loop) {
  if (loop.loop.points.empty())
    return "the two branches share no value of " + parameter + ", so there is no loop";
  const LoopPoint& widest = loop.loop.points[loop.loop.widest];
  std::string out = fmt::format("hysteresis: the gap between {} and {} is widest at {} {}, {}; area {}",
                                loop.first, loop.second, parameter, number(widest.value),
                                number(widest.gap.value), number(loop.loop.area));
  if (loop.loop.open)
    return out + fmt::format("; the loop is open from {} to {} (gap clear of 0 by Student's t and above {})",
                             number(loop.loop.open->low), number(loop.loop.open->high), least_gap);
  if (!widest.gap.interval) return out + "; with a single seed there is no telling whether it is clear of 0";
  return out + fmt::format("; no gap is both clear of 0 by Student's t and above {}: no loop", least_gap);
}

/// Where branches part there is no one place at which order is lost.
std::optional<Interval> parted(const TransitionFindings& f) {
  for (const BranchLoop& loop : f.loops)
    if (loop.loop.open) return loop.loop.open;
  return std::nullopt;
}

std::string critical_sentence(const TransitionFindings& f) {
  const std::string& parameter = f.read.parameter;
  if (const auto open = parted(f))
    return fmt::format("the branches part between {} {} and {}: no single critical {}", parameter,
                       number(open->low), number(open->high), parameter);
  const auto& best = f.estimate.critical;
  if (!best) return fmt::format("no critical {} was found", parameter);
  return fmt::format("critical {}: {}, {}", parameter, with_error(best->at, best->spread, best->resamples),
                     best->how);
}

/// Why a crossing that was found is not taken, and what there is no crossing for.
std::string crossing_sentence(const CrossingEstimate& c) {
  const std::string of = fmt::format("{} and {} agents", size_text(c.small), size_text(c.large));
  if (!c.crossing.found.found()) return fmt::format("no Binder crossing of {}: {}", of, c.crossing.found.why);
  return fmt::format("the Binder crossing of {} is found in {} of {} resamples only: it may be chance", of,
                     c.crossing.resamples.value_or(0), bootstrap_resamples);
}

/// What a reader of errors should know.
std::vector<std::string> error_sentences(const TransitionFindings& f) {
  const auto fewest =
      std::min_element(f.read.curves.begin(), f.read.curves.end(),
                       [](const auto& a, const auto& b) { return a.seeds.size() < b.seeds.size(); });
  const std::size_t seeds = fewest == f.read.curves.end() ? 0 : fewest->seeds.size();
  if (seeds < 2) return {"no errors: they take two seeds or more"};
  if (seeds < fewest_seeds)
    return {fmt::format("± and 95 % are too small with {} seeds: take {} or more", seeds, fewest_seeds)};
  return {};
}

/// The names of the branches that the estimates are of, where there are two of a size.
std::string branches_of(const std::vector<std::string>& names) {
  std::vector<std::string> out;
  for (const std::string& name : names)
    if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
  return join(out);
}

/// Where values of the parameter lie so far apart that an error between seeds says little.
std::string spacing_sentence(const TransitionFindings& f) {
  const auto& best = f.estimate.critical;
  if (!best || !best->spread) return "";
  const std::vector<double> values = values_of(f);
  const auto above = std::upper_bound(values.begin(), values.end(), best->at);
  if (above == values.begin() || above == values.end()) return "";
  const double apart = *above - *(above - 1);
  if (best->spread->error * 8 >= apart) return "";
  return fmt::format(
      "± is between seeds; the values there are {} apart, and what lies between them is not "
      "seen: sweep more of them",
      short_number(apart, 2));
}

}  // namespace

TransitionFindings find_transition(const TransitionOptions& options) {
  const std::optional<double> exponent = exponent_of(options.exponent);
  TransitionFindings out{.read = read_order_curves(options), .estimate = {}, .loops = {}, .branch = {}};
  std::vector<OrderCurve> first;
  std::vector<std::string> branches;
  for (std::size_t k = 0; k < out.read.curves.size(); ++k) {
    const OrderCurve& curve = out.read.curves[k];
    if (k > 1 && out.read.curves[k - 2].agents == curve.agents)
      throw Error(
          ErrorKind::usage,
          fmt::format("there are three curves of {} agents; one is a size, two are the branches of a loop",
                      size_text(curve.agents)));
    if (k > 0 && out.read.curves[k - 1].agents == curve.agents) {
      out.loops.push_back(loop_of(out.read.curves[k - 1], curve));
      branches.push_back(branch_name(out.read.curves[k - 1], curve));
    } else {
      first.push_back(curve);
    }
  }
  out.branch = branches_of(branches);
  out.estimate = estimate_transition(first, exponent);
  if (parted(out)) out.estimate.critical.reset();
  if (out.estimate.critical && !out.branch.empty())
    out.estimate.critical->how += fmt::format("; of the branch {}", out.branch);
  return out;
}

std::vector<std::pair<std::string, Table>> transition_tables(const TransitionFindings& f) {
  std::vector<std::pair<std::string, Table>> out;
  const std::size_t values = values_of(f).size();
  const std::string branch = f.branch.empty() ? "" : ", branch " + f.branch;
  out.emplace_back(fmt::format("Order ({}) along {}{}{}", f.read.observable, f.read.parameter, branch,
                               values > most_rows ? fmt::format(", {} of {} values", most_rows, values) : ""),
                   curve_table(f));
  if (Table places = place_table(f); !places.rows.empty())
    out.emplace_back("Where order is lost" + branch, std::move(places));
  for (const BranchLoop& loop : f.loops)
    if (!loop.loop.points.empty()) out.emplace_back("Up and down", loop_table(f, loop));
  return out;
}

std::vector<std::string> transition_sentences(const TransitionFindings& f) {
  std::vector<std::string> out{critical_sentence(f)};
  if (std::string spacing = spacing_sentence(f); !spacing.empty()) out.push_back(std::move(spacing));
  for (const BranchLoop& loop : f.loops) out.push_back(loop_sentence(f.read.parameter, loop));
  for (const SizeEstimate& size : f.estimate.sizes)
    if (!size.peak.found.found())
      out.push_back(fmt::format("no susceptibility peak of {} agents: {}", size_text(size.agents),
                                size.peak.found.why));
  for (const CrossingEstimate& c : f.estimate.crossings)
    if (!c.crossing.is_sure()) out.push_back(crossing_sentence(c));
  if (f.estimate.crossings.empty()) out.push_back("no Binder crossing: it takes two sizes");
  if (!f.estimate.drift.why.empty()) out.push_back("no drift of the peaks: " + f.estimate.drift.why);
  for (std::string& sentence : error_sentences(f)) out.push_back(std::move(sentence));
  return out;
}

std::string transition_text(const TransitionFindings& f) {
  std::string out = f.read.title + "\n";
  for (const auto& [heading, table] : transition_tables(f))
    out += "\n" + heading + "\n" + text_table(table, whole_lines).text;
  out += fmt::format(
      "χ = N (<m²> - <|m|>²), U = 1 - <m⁴> / (3 <m²>²); ± and 95 %: {} resamples of the seeds{}\n\n",
      bootstrap_resamples, f.loops.empty() ? "" : "; of gaps by Student's t");
  for (const std::string& sentence : transition_sentences(f)) out += sentence + "\n";
  return out;
}

}  // namespace heed::analysis
