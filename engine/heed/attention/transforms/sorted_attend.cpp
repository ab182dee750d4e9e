#include "heed/attention/transforms/sorted_attend.hpp"

#include "heed/attention/transforms/sorted_order.hpp"
#include "heed/core/parallel.hpp"

#include <cmath>

namespace heed {

template <class Real>
SortedAttend<Real>::SortedAttend(const Attention& attention, const Network& network, int,
                                 std::unique_ptr<Attend<Real>> rows)
    : rows_(std::move(rows)),
      agents_(network.agents()),
      oneself_(attention.self_ties == SelfTies::add ? Oneself::heard : Oneself::left_out) {}

template <class Real> bool SortedAttend<Real>::everyone(const Attention& attention, int topics) {
  return topics == 1 && attention.masks.size() == 1 && attention.masks.begin()->template get<masks::All>() &&
         attention.biases.size() == 0;
}

template <class Real>
void SortedAttend<Real>::mean(const Said<Real>& said, Temperatures<Real> temperature,
                              Matrix<Real>& out) const {
  const auto n = static_cast<std::size_t>(said.value.rows());
  if (&said.query != &said.value || &said.key != &said.value || temperature.values.size() != 1 || n < 2)
    return rows_->mean(said, temperature, out);
  thread_local SortedOrder<Real> order_room;
  thread_local std::vector<double> displacement_room;
  auto& order = order_room;
  auto& displacement = displacement_room;
  order.sort({said.value.data(), n});
  const auto x = order.numbers();
  displacement.resize(n);
  if (!std::isfinite(x.back() - x.front()) ||
      !displace(x, static_cast<double>(temperature.values[0]), displacement))
    return rows_->mean(said, temperature, out);
  out.resize(said.value.rows(), 1);
  for_each_index(
      n, [&](std::size_t p) { out(order.agents()[p], 0) = static_cast<Real>(x[p] + displacement[p]); },
      8 * block_size);
}

template class SortedAttend<float>;
template class SortedAttend<double>;

}  // namespace heed
