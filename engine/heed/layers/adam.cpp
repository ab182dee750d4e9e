#include "heed/layers/adam.hpp"

#include "heed/core/error.hpp"
#include "heed/core/parallel.hpp"

#include <cmath>

#include <fmt/format.h>

namespace heed::layers {

template <class Real> Adam<Real>::Adam(const AdamOptions& options) : options_(options) {
  const auto need = [](bool good, const char* what, double value, const char* range) {
    if (!good)
      throw Error(ErrorKind::data, fmt::format("adam: '{}' is {}, but should be {}", what, value, range));
  };
  const double rate = std::visit([](const auto& kind) { return kind.rate; }, options.rate);
  need(rate >= 0 && std::isfinite(rate), "rate", rate, "at least 0");
  need(options.beta1 >= 0 && options.beta1 < 1, "beta1", options.beta1, "at least 0 and below 1");
  need(options.beta2 >= 0 && options.beta2 < 1, "beta2", options.beta2, "at least 0 and below 1");
  need(options.epsilon > 0, "epsilon", options.epsilon, "above 0");
  need(options.decay >= 0, "decay", options.decay, "at least 0");
  need(options.penalty >= 0, "penalty", options.penalty, "at least 0");
  need(options.clip >= 0, "clip", options.clip, "at least 0");
}

template <class Real> double Adam<Real>::step(const Parameters<Real>& parameters) {
  check(parameters);
  const double length = norm(parameters);
  const double scale = options_.clip > 0 && length > options_.clip ? options_.clip / length : 1;
  for (std::size_t p = 0; p < parameters.size(); ++p) move(*parameters[p].parameter, moments_[p], scale);
  ++steps_;
  return length;
}

template <class Real> void Adam<Real>::carried(Carried& c, const Parameters<Real>& parameters) {
  check(parameters);
  c("steps", steps_);
  for (std::size_t p = 0; p < parameters.size(); ++p) {
    const auto& [name, parameter] = parameters[p];
    c(name, parameter->value);
    c(name + ".mean", moments_[p].mean);
    c(name + ".square", moments_[p].square);
  }
}

template <class Real> void Adam<Real>::check(const Parameters<Real>& parameters) {
  if (steps_ == 0) {
    moments_.clear();
    for (const auto& [name, parameter] : parameters) {
      const Matrix<Real> none = Matrix<Real>::Zero(parameter->value.rows(), parameter->value.cols());
      moments_.push_back({none, none});
    }
  }
  bool same = moments_.size() == parameters.size();
  for (std::size_t p = 0; same && p < parameters.size(); ++p)
    same = moments_[p].mean.rows() == parameters[p].parameter->value.rows() &&
           moments_[p].mean.cols() == parameters[p].parameter->value.cols();
  if (!same)
    throw Error(ErrorKind::data,
                fmt::format("adam: other parameters than in step 1; start a new one for them"));
}

/// √Σ g² over all parameters, each summed in blocks in order.
template <class Real> double Adam<Real>::norm(const Parameters<Real>& parameters) const {
  double total = 0;
  for (const auto& [name, parameter] : parameters) {
    const Real* g = parameter->gradient.data();
    const double part = sum(static_cast<std::size_t>(parameter->gradient.size()), [g](std::size_t n) {
      return static_cast<double>(g[n]) * static_cast<double>(g[n]);
    });
    if (!std::isfinite(part))
      throw Error(ErrorKind::numeric,
                  fmt::format("adam: the gradient of '{}' is not finite in step {}; training "
                              "diverges: try a smaller rate, a warm-up, or clip",
                              name, steps_ + 1));
    total += part;
  }
  return std::sqrt(total);
}

template <class Real>
void Adam<Real>::move(Parameter<Real>& parameter, Moments& moments, double scale) const {
  const double t = static_cast<double>(steps_ + 1), eta = rate();
  const bool shrinks = parameter.decay == Decay::weight;
  const auto beta1 = static_cast<Real>(options_.beta1), beta2 = static_cast<Real>(options_.beta2),
             clip = static_cast<Real>(scale), epsilon = static_cast<Real>(options_.epsilon),
             pace = static_cast<Real>(eta / (1 - std::pow(options_.beta1, t))),
             widen = static_cast<Real>(1 / (1 - std::pow(options_.beta2, t))),
             keep = static_cast<Real>(shrinks ? 1 - eta * options_.decay : 1),
             pull = static_cast<Real>(shrinks ? options_.penalty : 0);
  Real *w = parameter.value.data(), *m = moments.mean.data(), *v = moments.square.data();
  const Real* gradient = parameter.gradient.data();
  for_blocks(static_cast<std::size_t>(parameter.value.size()), 4096,
             [&](std::size_t first, std::size_t last) {
               for (std::size_t n = first; n < last; ++n) {
                 const Real g = clip * gradient[n] + pull * w[n];
                 m[n] = beta1 * m[n] + (1 - beta1) * g;
                 v[n] = beta2 * v[n] + (1 - beta2) * g * g;
                 w[n] = keep * w[n] - pace * m[n] / (std::sqrt(widen * v[n]) + epsilon);
               }
             });
}

template class Adam<float>;
template class Adam<double>;

}  // namespace heed::layers
