#include "analysis/results.hpp"

#include "analysis/layout.hpp"
#include "heed/core/error.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

constexpr std::size_t numbers_at_a_time = std::size_t{1} << 19;

/// Some places of the first axis of every variable with a series.
struct Piece {
  std::vector<std::vector<double>> numbers;  ///< by series; the series of one variable share the first one's
  std::vector<std::size_t> owner;            ///< by series, the place of its numbers
};

Piece read_piece(const Results& results, std::size_t first, std::size_t count) {
  Piece piece;
  for (std::size_t s = 0; s < results.series.size(); ++s) {
    const bool again = s > 0 && results.series[s - 1].variable == results.series[s].variable;
    piece.owner.push_back(again ? piece.owner.back() : s);
    piece.numbers.push_back(again ? std::vector<double>()
                                  : results.reader.numbers(results.series[s].variable, first, count));
  }
  return piece;
}

/// The numbers of the run at this place of a piece, in which a run takes `times` places along time.
void fill_run(const Results& results, const Piece& piece, std::size_t place, OneRun& out) {
  out.setConstant(std::numeric_limits<double>::quiet_NaN());
  const auto times = static_cast<std::size_t>(out.rows());
  for (std::size_t s = 0; s < results.series.size(); ++s) {
    const Series& series = results.series[s];
    const std::vector<double>& numbers = piece.numbers[piece.owner[s]];
    for (std::size_t t = 0; t < times; ++t)
      if (const std::size_t at = (place * times + t) * series.parts + series.part; at < numbers.size())
        out(static_cast<Eigen::Index>(t), static_cast<Eigen::Index>(s)) = numbers[at];
  }
}

std::string known_text(std::string_view what, const std::string& name, const std::string& file,
                       const std::vector<std::string>& known) {
  std::string out = fmt::format("'{}' has no {} '{}'", file, what, name);
  if (const std::string near = nearest(name, known); !near.empty())
    out += fmt::format("; did you mean '{}'?", near);
  return out + (known.empty() ? fmt::format("; it has no {}s", what)
                              : fmt::format("{}it has {}", out.ends_with('?') ? " " : "; ", join(known)));
}

}  // namespace

Results read_results(const std::filesystem::path& path) {
  TrajectoryReader reader(path);
  return read_layout(path.string(), std::move(reader));
}

void for_each_run(const Results& results, const std::function<void(std::size_t, const OneRun&)>& visit) {
  OneRun run(static_cast<Eigen::Index>(results.times.size()),
             static_cast<Eigen::Index>(results.series.size()));
  if (!results.is_sweep() || results.series.empty()) {
    if (!results.series.empty()) fill_run(results, read_piece(results, 0, std::string::npos), 0, run);
    for (std::size_t r = 0; r < results.runs.size(); ++r) visit(r, run);
    return;
  }
  const std::size_t length = results.reader.shape(results.series[0].variable)[0];
  const std::size_t runs_each = length == 0 ? 0 : results.runs.size() / length;
  const std::size_t numbers_each =
      std::max<std::size_t>(1, runs_each * results.times.size() * results.series.size());
  const std::size_t places = std::max<std::size_t>(1, numbers_at_a_time / numbers_each);
  for (std::size_t first = 0; first < length; first += places) {
    const std::size_t count = std::min(places, length - first);
    const Piece piece = read_piece(results, first, count);
    for (std::size_t r = 0; r < count * runs_each; ++r) {
      fill_run(results, piece, r, run);
      visit(first * runs_each + r, run);
    }
  }
}

std::size_t recorded_times(const OneRun& run) {
  for (Eigen::Index t = run.rows(); t > 0; --t)
    if (!run.row(t - 1).array().isNaN().all()) return static_cast<std::size_t>(t);
  return 0;
}

std::vector<std::size_t> find_series(const Results& results, const std::vector<std::string>& observables) {
  std::vector<std::size_t> out;
  for (const std::string& name : observables) {
    const std::size_t before = out.size();
    for (std::size_t s = 0; s < results.series.size(); ++s)
      if (results.series[s].name == name || results.series[s].variable == name) out.push_back(s);
    if (out.size() > before) continue;
    std::vector<std::string> known;
    for (const Series& s : results.series)
      if (known.empty() || known.back() != s.variable) known.push_back(s.variable);
    throw Error(ErrorKind::usage, known_text("observable", name, results.file, known));
  }
  return out;
}

std::vector<std::size_t> asked_or_all(const Results& results, const std::vector<std::string>& observables) {
  if (!observables.empty()) return find_series(results, observables);
  std::vector<std::size_t> out(results.series.size());
  std::iota(out.begin(), out.end(), std::size_t{0});
  return out;
}

std::vector<std::size_t> asked_or_no_states(const Results& results,
                                            const std::vector<std::string>& observables) {
  std::vector<std::size_t> out = asked_or_all(results, observables);
  if (observables.empty()) std::erase_if(out, [&](std::size_t s) { return results.series[s].state; });
  return out;
}

std::size_t find_parameter(const Results& results, const std::string& parameter) {
  std::vector<std::string> known;
  for (std::size_t p = 0; p < results.parameters.size(); ++p) {
    const SweptParameter& swept = results.parameters[p];
    if (swept.name == parameter || swept.path == parameter) return p;
    known.push_back(swept.name);
  }
  throw Error(ErrorKind::usage, known_text("swept parameter", parameter, results.file, known));
}

}  // namespace heed::analysis
