#pragma once
#include "heed/core/progress_line.hpp"
#include "heed/run/scenario.hpp"
#include "heed/run/sweep.hpp"

#include <cstdio>
#include <string>

namespace heed::scenarios {

/// Shows a run: step, ties per second, an observable, time left.
class RunProgress final : public Monitor {
 public:
  explicit RunProgress(bool quiet) : line_(quiet ? nullptr : stderr) {}
  void progress(std::int64_t step, std::int64_t steps, double pairs, std::string_view name,
                double figure) override;
  void clear() { line_.clear(); }
  double seconds() const { return line_.seconds(); }

 private:
  ProgressLine line_;
  double pairs_ = 0;
  bool begun_ = false;
};

/// Shows a sweep: runs done, failed, time left.
class SweepProgress final : public SweepMonitor {
 public:
  explicit SweepProgress(bool quiet) : line_(quiet ? nullptr : stderr), quiet_(quiet) {}
  void found(std::size_t done, std::size_t under_way, std::size_t runs) override;
  void finished(std::size_t done, std::size_t runs, std::size_t failed) override;
  void remark(const std::string& text) override;
  void clear() { line_.clear(); }
  double seconds() const { return line_.seconds(); }

 private:
  ProgressLine line_;
  bool quiet_;
};

}  // namespace heed::scenarios
