#include "scenarios/sensor_fusion/listener.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace heed::scenarios {
namespace {

constexpr double masked = -std::numeric_limits<double>::infinity();

std::unique_ptr<Attend<double>> operator_over(std::size_t speakers) {
  Attention attention;
  attention.score = scores::Dot{};
  attention.masks = {masks::All{}};
  attention.self_ties = SelfTies::add;  // the one who asks is none of the speakers, so no speaker is left out
  attention.algorithm = Algorithm::reference;
  Network network;
  network.graph = Graph(static_cast<Agent>(speakers), {});
  return make_attend<double>(attention, network, 1);
}

}  // namespace

Listener::Listener(std::size_t speakers)
    : attend_(operator_over(speakers)),
      query_(Matrix<double>::Ones(1, 1)),
      key_(Matrix<double>::Constant(static_cast<Eigen::Index>(speakers), 1, masked)),
      value_(Matrix<double>::Zero(static_cast<Eigen::Index>(speakers), 1)),
      weights_(speakers) {}

void Listener::hear(std::size_t speaker, double key, double value) {
  key_(static_cast<Eigen::Index>(speaker), 0) = key;
  value_(static_cast<Eigen::Index>(speaker), 0) = value;
}

void Listener::hear(const Moment& moment, std::span<const double> keys) {
  for (std::size_t i = 0; i < moment.value.size(); ++i)
    hear(i, std::isnan(moment.value[i]) ? masked : keys[i], moment.value[i]);
}

double Listener::heed(double temperature) {
  attend_->weights(0, Said<double>(query_, key_, value_), temperature, row_);
  std::fill(weights_.begin(), weights_.end(), 0.0);
  for (std::size_t k = 0; k < row_.heard.size(); ++k)
    weights_[static_cast<std::size_t>(row_.heard[k])] = row_.weight[k];
  double out = 0;
  mean_of<double>(row_, row_.heard.front(), value_, std::span(&out, 1));
  return out;
}

void Listener::fuse(const Moment& moment, double temperature, Fused& out) {
  out.value = heed(temperature);
  out.weight.assign(weights_.begin(), weights_.begin() + static_cast<std::ptrdiff_t>(moment.value.size()));
  out.variance = variance_of(moment, out.weight);
}

double variance_of(const Moment& moment, std::span<const double> weights) {
  double out = 0;
  for (std::size_t i = 0; i < weights.size(); ++i)
    if (weights[i] != 0) out += weights[i] * weights[i] * moment.variance[i];
  return out;
}

void stated_keys(const Moment& moment, std::vector<double>& out) {
  out.resize(moment.variance.size());
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = -std::log(moment.variance[i]);
}

}  // namespace heed::scenarios
