#include "heed/theory/self_attention.hpp"

#include "heed/predict/conditions.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <Eigen/Core>
#include <boost/math/special_functions/bessel.hpp>

namespace heed::theory {
namespace {

constexpr double largest_beta = 500;  // I_k(β) leaves double precision at 709

double bessel(double order, double beta) { return boost::math::cyl_bessel_i(order, beta); }

Reason unless_tokens(const Case& c) {
  const auto& tokens = *c.model().dynamics.kind.get<dynamics::Transformer>();
  if (tokens.normalization == Normalization::sinkhorn) return "none is known for doubly stochastic weights";
  if (c.model().opinions.topics.size() < 2) return "a sphere of one dimension is two points";
  if (*c.temperature() * largest_beta < 1) return "the temperature is below 1 / 500";
  return {};
}

/// Is order lost continuously at D_c? Empty where that is not known.
std::string transition(double dimensions, double beta, Normalization normalization) {
  if (normalization == Normalization::none) {
    const double half = dimensions / 2;
    return bessel(half + 1, beta) <= bessel(half, beta) / dimensions
               ? "order is lost continuously"
               : "order is lost with a jump, at more noise than this once it is there";
  }
  return dimensions == 2 ? "order is lost continuously" : "";
}

void add_ripples(Answer& out, double beta, double diffusion, Normalization normalization) {
  const std::int64_t k = fastest_ripple(beta, diffusion, normalization);
  const auto waves = static_cast<double>(k);
  out.predictions.push_back({"clusters that form first", waves, "from an even start; they merge slowly"});
  out.predictions.push_back({"growth rate of that ripple",
                             ripple_growth(k, beta, normalization) - diffusion * waves * waves,
                             "per unit of time"});
}

void add_order(Answer& out, double beta, double diffusion, double critical) {
  const double r = diffusion < critical ? token_order(beta, diffusion) : 0;
  if (std::isnan(r)) return;
  out.predictions.push_back({.quantity = "order parameter in the long run",
                             .value = r,
                             .remark = r > 0 ? "as N grows" : "of N tokens about 1 / √N of chance is left",
                             .measured = [](const Record& s) { return second_half(s, "order_parameter"); }});
}

}  // namespace

double ripple_growth(std::int64_t waves, double beta, Normalization normalization) {
  const auto k = static_cast<double>(waves);
  return k * k * bessel(k, beta) / beta / (normalization == Normalization::none ? 1 : bessel(0, beta));
}

std::int64_t fastest_ripple(double beta, double diffusion, Normalization normalization) {
  const auto rate = [=](std::int64_t k) {
    return ripple_growth(k, beta, normalization) - diffusion * static_cast<double>(k * k);
  };
  std::int64_t k = 1;
  while (rate(k + 1) > rate(k)) ++k;
  return k;
}

double token_critical_noise(std::int64_t dimensions, double beta, Normalization normalization) {
  const double half = static_cast<double>(dimensions) / 2;
  if (normalization == Normalization::softmax) return bessel(half, beta) / (beta * bessel(half - 1, beta));
  return std::exp2(half - 1) * std::tgamma(half) * bessel(half, beta) / std::pow(beta, half);
}

double token_order(double beta, double diffusion) {
  constexpr Eigen::Index points = 180;
  constexpr double turn = 2 * std::numbers::pi / points;
  if (std::sqrt(std::min(1 / beta, diffusion)) < 4 * turn) return std::nan("");
  const Eigen::ArrayXd aligned = (turn * Eigen::ArrayXd::LinSpaced(points, 0, points - 1)).cos();
  Eigen::MatrixXd kernel(points, points);
  for (Eigen::Index a = 0; a < points; ++a)
    for (Eigen::Index b = 0; b < points; ++b)
      kernel(a, b) = std::exp(beta * (aligned((a - b + points) % points) - 1));
  Eigen::ArrayXd density = 1 + 0.5 * aligned;
  double r = 0;
  for (int turns = 0; turns < 3000; ++turns) {
    density = ((kernel * density.matrix()).array().log() / (beta * diffusion)).eval();
    density = (density - density.maxCoeff()).exp().eval();
    density /= density.sum();
    const double next = (density * aligned).sum();
    if (std::abs(next - r) < 1e-12) return next;
    r = next;
  }
  return std::nan("");
}

Answer SelfAttention::operator()(const Case& c) const {
  Reason reason = unless_dynamics<dynamics::Transformer>(c);
  if (reason.empty()) reason = first_of({unless_everyone(c), unless_one_temperature(c)});
  if (reason.empty()) reason = unless_tokens(c);
  if (!reason.empty()) return {reason, {}};
  const auto& tokens = *c.model().dynamics.kind.get<dynamics::Transformer>();
  const double beta = 1 / *c.temperature(), diffusion = tokens.pace.diffusion;
  const auto dimensions = static_cast<std::int64_t>(c.model().opinions.topics.size());
  const double critical = token_critical_noise(dimensions, beta, tokens.normalization);
  Answer out;
  out.predictions.push_back(
      {"critical noise", critical, transition(static_cast<double>(dimensions), beta, tokens.normalization)});
  if (dimensions == 2 && diffusion < critical) add_ripples(out, beta, diffusion, tokens.normalization);
  if (dimensions == 2 && diffusion > 0 && tokens.normalization == Normalization::softmax)
    add_order(out, beta, diffusion, critical);
  if (dimensions > 2 && diffusion == 0)
    out.predictions.push_back({"order parameter at last", 1,
                               "all in one place, after clusters that last for times exponential in β"});
  return out;
}

}  // namespace heed::theory
