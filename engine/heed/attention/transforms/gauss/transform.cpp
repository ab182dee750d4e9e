#include "heed/attention/transforms/gauss/transform.hpp"

#include "heed/attention/transforms/gauss/choice.hpp"
#include "heed/attention/transforms/gauss/near.hpp"
#include "heed/attention/transforms/gauss/sums.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <mutex>

namespace heed {
namespace {

/// The sides of boxes there are, in units of √τ, widest first.
constexpr std::array sides{1.0, 0.5, 0.25, 0.125};

/// Where opinions lie within that many times √τ, all weights are 1 to the last bit, and a smaller √τ does.
constexpr double all_alike = 0x1p-30;

/// So many agents drowned by crowds are looked at one by one; where there are more, boxes are made smaller.
constexpr std::size_t few_drowned = 64;

template <int K> class Transform final : public GaussTransform {
 public:
  Transform(std::size_t agents, double accuracy)
      : agents_(agents),
        accuracy_(std::max(accuracy, finest_accuracy)),
        error_(accuracy_ / static_cast<double>(std::max<std::size_t>(agents, 1))) {
    for (std::size_t s = 0; s < sides.size(); ++s) series_[s] = gauss_series(sides[s], error_, K);
  }

  double terms() const override { return std::pow(series_[0].order, K); }

  bool displacements(const double* x, double tau, Hears hears, double* out) const override {
    if (!std::isnormal(tau) || tau < 0) return false;
    if (agents_ == 0) return true;
    GaussTask<K> task{x, agents_, bounds_of<K>(x, agents_), std::sqrt(tau), hears, accuracy_};
    const double widest = task.bounds.widest();
    if (!std::isfinite(widest)) return false;
    if (widest == 0) {
      std::fill_n(out, agents_ * K, 0.0);
      return true;
    }
    task.unit = std::min(task.unit, widest / all_alike);
    auto sums = take_room();
    sum(task, *sums, out);
    give_back(std::move(sums));
    return true;
  }

 private:
  void sum(const GaussTask<K>& task, GaussSums<K>& sums, double* out) const {
    const double widest = task.bounds.widest(), cutoff = gauss_cutoff(error_, K);
    GaussSeries one_box;
    if (widest <= task.unit) one_box = gauss_series_of_one_box(widest / task.unit, error_, K);
    const auto near = [&](const std::vector<char>* wanted) {
      GaussNear<K>(task, cutoff).displacements(wanted, out);
    };
    for (std::size_t first = 0; first < sides.size(); ++first) {
      const auto offered = std::span(series_).subspan(first);
      const GaussChoice choice = choose(task, cutoff, offered, widest <= task.unit ? &one_box : nullptr);
      if (!choice.by_boxes) break;
      const bool one = choice.series == offered.size();
      if (one) fill(one_box);
      first += choice.series;
      if (!sums.run(task, one ? one_box : filled(first), out)) break;
      if (sums.drowned() > few_drowned && first + 1 < sides.size()) continue;
      if (!sums.isolated().empty()) near(&sums.isolated());
      return;
    }
    near(nullptr);
  }

  const GaussSeries& filled(std::size_t side) const {
    std::call_once(once_[side], [&] { fill(series_[side]); });
    return series_[side];
  }

  std::unique_ptr<GaussSums<K>> take_room() const {
    const std::lock_guard lock(mutex_);
    if (rooms_.empty()) return std::make_unique<GaussSums<K>>();
    auto out = std::move(rooms_.back());
    rooms_.pop_back();
    return out;
  }
  void give_back(std::unique_ptr<GaussSums<K>> room) const {
    const std::lock_guard lock(mutex_);
    rooms_.push_back(std::move(room));
  }

  std::size_t agents_;
  double accuracy_, error_;  ///< of what comes out; of the weight of one agent
  mutable std::array<GaussSeries, sides.size()> series_;
  mutable std::array<std::once_flag, sides.size()> once_;
  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<GaussSums<K>>> rooms_;  ///< free ones: one call at a time uses each
};

}  // namespace

std::unique_ptr<GaussTransform> make_gauss_transform(std::size_t agents, int topics, double accuracy) {
  if (topics == 1) return std::make_unique<Transform<1>>(agents, accuracy);
  if (topics == 2) return std::make_unique<Transform<2>>(agents, accuracy);
  return std::make_unique<Transform<3>>(agents, accuracy);
}

}  // namespace heed
