#include "analysis/results.hpp"

#include "analysis/layout.hpp"
#include "heed/core/error.hpp"
#include "heed/core/progress_line.hpp"
#include "heed/core/terminal_text.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

constexpr std::size_t numbers_at_a_time = std::size_t{1} << 19;

/// Times of these series that are read at once; the series of one variable share what is read.
std::size_t rows_at_a_time(const Results& results, const std::vector<std::size_t>& series) {
  std::size_t width = 1;
  for (std::size_t c = 0; c < series.size(); ++c)
    if (const Series& s = results.series[series[c]];
        c == 0 || results.series[series[c - 1]].variable != s.variable)
      width += s.parts;
  return std::max<std::size_t>(1, numbers_at_a_time / width);
}

/// Fills a matrix with as many times of the runs as it has rows, counted through from the first time of the
/// first run on; NaN where the file has none. Holds all that it reads for them.
void read_rows(const Results& results, const std::vector<std::size_t>& series, std::size_t first,
               Eigen::Ref<OneRun> out) {
  out.setConstant(std::numeric_limits<double>::quiet_NaN());
  std::vector<double> numbers;
  for (std::size_t c = 0; c < series.size(); ++c) {
    const Series& s = results.series[series[c]];
    if (c == 0 || results.series[series[c - 1]].variable != s.variable) {
      std::size_t there = 1;
      for (const std::size_t length : results.reader.shape(s.variable)) there *= length;
      const std::size_t from = std::min(first * s.parts, there);
      const std::size_t count = std::min(static_cast<std::size_t>(out.rows()) * s.parts, there - from);
      numbers = results.reader.stretch(s.variable, from, count);
    }
    for (std::size_t row = 0; row * s.parts + s.part < numbers.size(); ++row)
      out(static_cast<Eigen::Index>(row), static_cast<Eigen::Index>(c)) = numbers[row * s.parts + s.part];
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
  Results out = read_layout(path.string(), std::move(reader));
  out.title = for_terminal(out.title);
  return out;
}

std::vector<std::size_t> Results::all_series() const {
  std::vector<std::size_t> out(series.size());
  std::iota(out.begin(), out.end(), std::size_t{0});
  return out;
}

void for_each_piece(const Results& results, const std::vector<std::size_t>& series,
                    const std::function<void(const Piece&)>& visit, std::FILE* progress) {
  const std::size_t times = results.times.size(), rows = results.runs.size() * times;
  const std::size_t most = rows_at_a_time(results, series);
  // Many short runs are read together; a long one in pieces.
  const std::size_t step = times == 0 || most < times ? most : most / times * times;
  ProgressLine line(progress);
  OneRun read;
  for (std::size_t row = 0; row < rows; row += read.rows()) {
    const std::size_t within = step < times ? times - row % times : rows - row;
    read.resize(static_cast<Eigen::Index>(std::min(step, within)), static_cast<Eigen::Index>(series.size()));
    read_rows(results, series, row, read);
    const auto count = static_cast<std::size_t>(read.rows());
    for (std::size_t at = 0, here = 0; at < count; at += here) {
      here = std::min(count - at, times - (row + at) % times);
      visit({(row + at) / times, (row + at) % times,
             read.middleRows(static_cast<Eigen::Index>(at), static_cast<Eigen::Index>(here))});
    }
    line.at(static_cast<double>(row + count), static_cast<double>(rows),
            [&] { return fmt::format("reading {}", results.file); });
  }
}

void for_each_run(const Results& results, const std::function<void(std::size_t, const OneRun&)>& visit) {
  const std::size_t times = results.times.size();
  OneRun run(static_cast<Eigen::Index>(times), static_cast<Eigen::Index>(results.series.size()));
  if (times == 0)
    for (std::size_t r = 0; r < results.runs.size(); ++r) visit(r, run);
  for_each_piece(results, results.all_series(), [&](const Piece& piece) {
    const auto first = static_cast<Eigen::Index>(piece.first);
    if (piece.numbers.rows() == run.rows()) return visit(piece.run, piece.numbers);
    run.middleRows(first, piece.numbers.rows()) = piece.numbers;
    if (first + piece.numbers.rows() == run.rows()) visit(piece.run, run);
  });
}

OneRun read_times(const Results& results, const std::vector<std::size_t>& series, std::size_t run,
                  std::size_t first, std::size_t count) {
  OneRun out(static_cast<Eigen::Index>(count), static_cast<Eigen::Index>(series.size()));
  const std::size_t most = rows_at_a_time(results, series), start = run * results.times.size() + first;
  for (std::size_t row = 0; row < count; row += most)
    read_rows(results, series, start + row,
              out.middleRows(static_cast<Eigen::Index>(row),
                             static_cast<Eigen::Index>(std::min(most, count - row))));
  return out;
}

std::size_t recorded_times(const Results& results, std::size_t run) {
  const std::vector<std::size_t> series = results.all_series();
  const std::size_t most = rows_at_a_time(results, series);
  for (std::size_t last = results.times.size(); last > 0; last -= std::min(last, most)) {
    const std::size_t count = std::min(last, most);
    if (const std::size_t found = recorded_times(read_times(results, series, run, last - count, count)))
      return last - count + found;
  }
  return 0;
}

std::size_t recorded_times(const OneRun& run) {
  for (Eigen::Index t = run.rows(); t > 0; --t)
    if (!run.row(t - 1).array().isNaN().all()) return static_cast<std::size_t>(t);
  return 0;
}

std::vector<std::size_t> find_series(const Results& results, const std::vector<std::string>& observables) {
  std::vector<std::size_t> out;
  std::vector<bool> taken(results.series.size());
  for (const std::string& name : observables) {
    bool found = false;
    for (std::size_t s = 0; s < results.series.size(); ++s) {
      if (results.series[s].name != name && results.series[s].variable != name) continue;
      found = true;
      if (!taken[s]) out.push_back(s);
      taken[s] = true;
    }
    if (found) continue;
    std::vector<std::string> known;
    for (const Series& s : results.series)
      if (known.empty() || known.back() != s.variable) known.push_back(s.variable);
    throw Error(ErrorKind::usage, known_text("observable", name, results.file, known));
  }
  return out;
}

std::vector<std::size_t> asked_or_all(const Results& results, const std::vector<std::string>& observables) {
  if (!observables.empty()) return find_series(results, observables);
  return results.all_series();
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
