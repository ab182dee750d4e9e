#include "scenarios/progress.hpp"

#include "heed/core/terminal_text.hpp"

#include <iostream>
#include <utility>

#include <fmt/format.h>

namespace heed::scenarios {

void RunProgress::progress(std::int64_t step, std::int64_t steps, double pairs, std::string_view name,
                           double figure) {
  if (std::exchange(begun_, true))
    pairs_ += pairs;
  else
    line_.begin_at(static_cast<double>(step));
  line_.at(static_cast<double>(step), static_cast<double>(steps), [&] {
    std::string out = fmt::format("step {} of {}", step, steps);
    if (pairs_ > 0) out += fmt::format(", {:.3g} million ties/s", pairs_ / line_.seconds() / 1e6);
    if (!name.empty()) out += fmt::format(", {} {:.4g}", name, figure);
    return out;
  });
}

void SweepProgress::found(std::size_t done, std::size_t under_way, std::size_t runs) {
  line_.begin_at(static_cast<double>(done));
  if (done + under_way == 0 || quiet_) return;
  std::cerr << fmt::format("resuming: {} of {} runs are there{}\n", done, runs,
                           under_way > 0 ? fmt::format(", {} under way", under_way) : "");
}

void SweepProgress::finished(std::size_t done, std::size_t runs, std::size_t failed) {
  line_.at(static_cast<double>(done), static_cast<double>(runs), [&] {
    return fmt::format("{} of {} runs", done, runs) + (failed ? fmt::format(", {} failed", failed) : "");
  });
}

void SweepProgress::remark(const std::string& text) {
  if (quiet_) return;
  line_.clear();
  std::cerr << "note: " << for_terminal(text) << '\n';
}

}  // namespace heed::scenarios
