#include "heed/attention/kernels/top_attend.hpp"

#include "heed/attention/kernels/planes.hpp"
#include "heed/attention/kernels/scored.hpp"
#include "heed/attention/kernels/top.hpp"
#include "heed/core/parallel.hpp"

#include <array>
#include <limits>

namespace heed {
namespace {

constexpr std::size_t speakers_at_once = 512;

template <class Real> TopFunction<Real> top_kernel(const Attention& attention, int topics) {
  const std::size_t score = attention.score.part().index();
  if constexpr (std::is_same_v<Real, float>)
    return top_kernels().for_float(score, topics);
  else
    return top_kernels().for_double(score, topics);
}

/// Leaves the `count` best of those found.
template <class Real> void keep_best(std::vector<Scored<Real>>& found, std::size_t count) {
  std::nth_element(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(count) - 1, found.end(),
                   better);
  found.resize(count);
}

/// The `count` best speakers of all for agent i.
template <class Real>
void find(const TopStep<Real>& step, TopFunction<Real> above, std::size_t agents, std::size_t count, Agent i,
          bool self, const Real* query, std::vector<Scored<Real>>& found) {
  std::array<Real, speakers_at_once> score;
  std::array<Agent, speakers_at_once> agent;
  Real bar = -std::numeric_limits<Real>::infinity();
  found.clear();
  for (std::size_t first = 0; first < agents; first += speakers_at_once) {
    const std::size_t last = std::min(agents, first + speakers_at_once);
    const std::size_t passed = above(step, query, first, last, bar, score.data(), agent.data());
    for (std::size_t k = 0; k < passed; ++k)
      if (self || agent[k] != i) found.push_back({score[k], agent[k]});
    if (found.size() <= 2 * count && (last < agents || found.size() <= count)) continue;
    keep_best(found, count);
    bar = found[count - 1].score;  // those still to come have higher numbers: a tie would lose
  }
}

}  // namespace

template <class Real>
TopAttend<Real>::TopAttend(const Attention& attention, bool self, std::unique_ptr<Attend<Real>> rows)
    : attention_(attention), self_(self), rows_(std::move(rows)) {
  for (const auto& mask : attention_.masks) {
    if (const auto* found = mask.template get<masks::Bounded>()) bound_ = found;
    if (const auto* top = mask.template get<masks::TopK>()) count_ = static_cast<std::size_t>(top->keeps());
  }
}

template <class Real> bool TopAttend<Real>::suits(const Attention& attention, int topics) {
  bool everyone = false, counts = false;
  for (const auto& mask : attention.masks) {
    everyone |= mask.template get<masks::All>() != nullptr;
    counts |= mask.template get<masks::TopK>() != nullptr;
  }
  return everyone && counts && attention.biases.size() == 0 && attention.empty_row != EmptyRow::error &&
         top_kernel<Real>(attention, topics) != nullptr;
}

template <class Real>
void TopAttend<Real>::mean(const Said<Real>& said, Temperatures<Real> temperature, Matrix<Real>& out) const {
  const auto agents = static_cast<std::size_t>(said.key.rows());
  if (said.query.rows() != said.key.rows() || !said.key.allFinite() || !said.query.allFinite())
    return rows_->mean(said, temperature, out);
  out.resize(said.value.rows(), said.value.cols());
  const Buffer<Real> planes = planes_of(said.key);
  const auto size = static_cast<int>(said.key.cols());
  const TopStep<Real> step{
      planes.data(), padded_to_lanes(agents), size,
      std::visit([](const auto& s) { return static_cast<const void*>(&s); }, attention_.score.part()),
      bound_};
  const TopFunction<Real> above = top_kernel<Real>(attention_, size);
  const std::size_t at_once =
      std::max<std::size_t>(1, (std::size_t{1} << 17) / std::max<std::size_t>(1, agents));
  for_blocks(agents, at_once, [&](std::size_t first, std::size_t last) {
    thread_local std::vector<Scored<Real>> found_room;
    thread_local Row<Real> row_room;
    auto& found = found_room;
    auto& room = row_room;
    for (std::size_t i = first; i < last; ++i) {
      const auto agent = static_cast<Agent>(i);
      find(step, above, agents, count_, agent, self_, row(said.query, agent).data(), found);
      weigh(found, agent, said.value, temperature[i], room, row(out, agent));
    }
  });
}

template class TopAttend<float>;
template class TopAttend<double>;

}  // namespace heed
