#include "analysis/tidy.hpp"

#include <algorithm>
#include <limits>
#include <ostream>

namespace heed::analysis {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

std::vector<std::string> parameter_names(const Results& results) {
  std::vector<std::string> out;
  for (const SweptParameter& p : results.parameters) out.push_back(p.name);
  return out;
}

std::vector<std::string> series_names(const Results& results, const std::vector<std::size_t>& series) {
  std::vector<std::string> out;
  for (const std::size_t s : series) out.push_back(results.series[s].name);
  return out;
}

std::size_t place_of(const std::vector<std::string>& names, const std::string& name) {
  return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

/// The columns of all files together, and the lines of each.
class Tidy {
 public:
  Tidy(std::span<const Results> files, const std::vector<std::string>& observables, std::ostream& out)
      : out_(out) {
    for (const Results& f : files) {
      series_.push_back(asked_or_all(f, observables));
      add_names(parameters_, parameter_names(f));
      add_names(observables_, series_names(f, series_.back()));
    }
    std::vector<Cell> names = {"run", "seed"};
    names.insert(names.end(), parameters_.begin(), parameters_.end());
    names.emplace_back("time");
    names.insert(names.end(), observables_.begin(), observables_.end());
    out_ << csv_line(names);
    for (std::size_t f = 0; f < files.size(); ++f) write(files[f], series_[f]);
  }

 private:
  void write(const Results& file, const std::vector<std::size_t>& series) {
    std::vector<std::size_t> columns;
    for (const std::size_t s : series) columns.push_back(place_of(observables_, file.series[s].name));
    for_each_run(file, [&](std::size_t r, const OneRun& run) {
      const RunEnd& end = file.runs[r];
      if (end.status == RunStatus::failed || end.status == RunStatus::not_run) return;
      std::vector<Cell> line(3 + parameters_.size() + observables_.size(), missing);
      line[0] = static_cast<double>(runs_before_ + r);
      line[1] = end.seed;
      for (const SweptParameter& p : file.parameters)
        line[2 + place_of(parameters_, p.name)] = p.values[end.point];
      const std::size_t time = 2 + parameters_.size();
      const std::size_t times = file.is_sweep() ? recorded_times(run) : file.times.size();
      for (std::size_t t = 0; t < times; ++t) {
        line[time] = file.times[t];
        for (std::size_t s = 0; s < series.size(); ++s)
          line[time + 1 + columns[s]] =
              run(static_cast<Eigen::Index>(t), static_cast<Eigen::Index>(series[s]));
        out_ << csv_line(line);
      }
    });
    runs_before_ += file.runs.size();
  }

  std::ostream& out_;
  std::vector<std::vector<std::size_t>> series_;
  std::vector<std::string> parameters_, observables_;
  std::size_t runs_before_ = 0;
};

}  // namespace

void add_names(std::vector<std::string>& names, const std::vector<std::string>& more) {
  for (const std::string& name : more)
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

void write_tidy(std::span<const Results> files, const std::vector<std::string>& observables,
                std::ostream& out) {
  Tidy(files, observables, out);
}

}  // namespace heed::analysis
