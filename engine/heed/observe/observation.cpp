#include "heed/observe/observation.hpp"

#include "heed/core/error.hpp"
#include "heed/core/parallel.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace heed {
namespace {

std::string shape(const Matrix<double>& m) {
  return "(" + std::to_string(m.rows()) + ", " + std::to_string(m.cols()) + ")";
}

void check(const Network& network, const Matrix<double>& opinion, const Matrix<double>& before) {
  if (opinion.rows() != network.agents())
    throw Error(ErrorKind::data, "observation: 'opinion' has " + std::to_string(opinion.rows()) +
                                     " rows but the network has " + std::to_string(network.agents()) +
                                     " agents; give one row for each agent");
  if (before.rows() != opinion.rows() || before.cols() != opinion.cols())
    throw Error(ErrorKind::data, "observation: 'before' is " + shape(before) + " but 'opinion' is " +
                                     shape(opinion) + "; give both the same shape");
  if (!network.community.empty() && std::ssize(network.community) != network.agents())
    throw Error(ErrorKind::data, "observation: the network has " + std::to_string(network.community.size()) +
                                     " communities for " + std::to_string(network.agents()) +
                                     " agents; give one for each agent, or none at all");
}

}  // namespace

Observation::Observation(const Network& network, const Matrix<double>& opinion, const Matrix<double>& before,
                         RowSum row_sum, double cut_moves)
    : network_(network),
      opinion_(opinion),
      before_(before),
      row_sum_(std::move(row_sum)),
      cut_moves_(cut_moves),
      on_(topics()),
      sorted_(topics()) {
  check(network, opinion, before);
  if (!row_sum_) row_sum_ = [](const auto&) { return undefined; };
}

std::span<const double> Observation::on(std::size_t topic) const {
  // One topic lies in memory as it is asked for.
  if (topics() == 1) return {opinion_.data(), agents()};
  std::vector<double>& column = on_[topic];
  if (column.size() != agents()) {
    column.resize(agents());
    for_each_index(agents(), [&](std::size_t i) { column[i] = opinion(i, topic); });
  }
  return column;
}

std::span<const double> Observation::sorted(std::size_t topic) const {
  std::vector<double>& column = sorted_[topic];
  if (column.size() != agents()) {
    const auto values = on(topic);
    column.assign(values.begin(), values.end());
    // NaN has no order: those go last, so that whoever looks at the largest sees them.
    const auto numbers =
        std::partition(column.begin(), column.end(), [](double v) { return !std::isnan(v); });
    std::sort(column.begin(), numbers);
  }
  return column;
}

}  // namespace heed
