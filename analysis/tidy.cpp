#include "analysis/tidy.hpp"

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <limits>
#include <unordered_set>

#include <unistd.h>

namespace heed::analysis {
namespace {

constexpr std::size_t none = std::string::npos;
constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

/// The columns of all files together, and the lines of each.
class Tidy {
 public:
  Tidy(std::span<const Results> files, const std::vector<std::string>& observables, std::ostream& out)
      : out_(out), progress_(&out == &std::cout && isatty(STDOUT_FILENO) != 0 ? nullptr : stderr) {
    for (const Results& f : files) {
      series_.push_back(asked_or_all(f, observables));
      for (const SweptParameter& p : f.parameters) parameters_.add(p.name);
      for (const std::size_t s : series_.back()) observables_.add(f.series[s].name);
    }
    std::vector<Cell> names = {"run", "seed"};
    names.insert(names.end(), parameters_.all().begin(), parameters_.all().end());
    names.emplace_back("time");
    names.insert(names.end(), observables_.all().begin(), observables_.all().end());
    out_ << csv_line(names);
    for (std::size_t f = 0; f < files.size(); ++f) write(files[f], series_[f]);
  }

 private:
  /// What all lines of a run begin with.
  std::vector<Cell> head(const Results& file, std::size_t r) const {
    const RunEnd& end = file.runs[r];
    std::vector<Cell> line(3 + parameters_.all().size() + observables_.all().size(), no_number);
    line[0] = static_cast<double>(runs_before_ + r);
    line[1] = end.seed;
    for (const SweptParameter& p : file.parameters) line[2 + parameters_.place(p.name)] = p.values[end.point];
    return line;
  }

  void write(const Results& file, const std::vector<std::size_t>& series) {
    // Of a sweep all series are read: the last number of any of them says when a run ended.
    const std::vector<std::size_t> read = file.is_sweep() ? file.all_series() : series;
    std::vector<std::size_t> columns(read.size(), none);
    const std::unordered_set<std::size_t> asked(series.begin(), series.end());
    for (std::size_t c = 0; c < read.size(); ++c)
      if (asked.contains(read[c])) columns[c] = observables_.place(file.series[read[c]].name);
    const std::size_t time = 2 + parameters_.all().size();
    std::vector<Cell> line;
    std::size_t empty = 0;  // times without a number: lines only where there is one after them
    for_each_piece(
        file, read,
        [&](const Piece& piece) {
          const RunStatus status = file.runs[piece.run].status;
          if (status == RunStatus::failed || status == RunStatus::not_run) return;
          if (piece.first == 0) line = head(file, piece.run), empty = 0;
          for (Eigen::Index t = 0; t < piece.numbers.rows(); ++t) {
            const auto row = piece.numbers.row(t);
            const std::size_t now = piece.first + static_cast<std::size_t>(t);
            if (file.is_sweep() && row.array().isNaN().all()) {
              ++empty;
              continue;
            }
            std::fill(line.begin() + static_cast<std::ptrdiff_t>(time) + 1, line.end(), no_number);
            for (; empty > 0; --empty) {
              line[time] = file.times[now - empty];
              out_ << csv_line(line);
            }
            line[time] = file.times[now];
            for (std::size_t c = 0; c < columns.size(); ++c)
              if (columns[c] != none) line[time + 1 + columns[c]] = row[static_cast<Eigen::Index>(c)];
            out_ << csv_line(line);
          }
        },
        progress_);
    runs_before_ += file.runs.size();
  }

  std::ostream& out_;
  std::FILE* progress_;  ///< none where it would stand between the lines
  std::vector<std::vector<std::size_t>> series_;
  Names parameters_, observables_;
  std::size_t runs_before_ = 0;
};

}  // namespace

void Names::add(const std::string& name) {
  if (places_.emplace(name, all_.size()).second) all_.push_back(name);
}

void write_tidy(std::span<const Results> files, const std::vector<std::string>& observables,
                std::ostream& out) {
  Tidy(files, observables, out);
}

}  // namespace heed::analysis
