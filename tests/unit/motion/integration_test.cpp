// A flow through time: the order of its methods, the error they report, noise along the space, anchors, and
// steps that are refused.
#include "heed/motion/integration.hpp"

#include "heed/core/error.hpp"
#include "heed/motion/averaging.hpp"

#include <memory>
#include <string>
#include <vector>

#include "catch.hpp"

using namespace heed;

namespace {

/// dx/dt = rate · x (1 - x), whatever is heard: x = 1 / (1 + (1/x(0) - 1) exp(-rate t)).
class Logistic final : public Flow<double> {
 public:
  explicit Logistic(double rate = 1) : rate_(rate) {}
  void velocity(const Moment<double>&, const Matrix<double>& x, Matrix<double>& out) override {
    out = rate_ * x.array() * (1 - x.array());
  }
  double rate() const override { return rate_; }

 private:
  double rate_;
};

/// Nothing moves but by noise and anchors.
class Rest final : public Flow<double> {
 public:
  explicit Rest(Space space = {}) : space_(space) {}
  void velocity(const Moment<double>&, const Matrix<double>& x, Matrix<double>& out) override {
    out = Matrix<double>::Zero(x.rows(), x.cols());
  }
  Space space() const override { return space_; }

 private:
  Space space_;
};

/// Attention that no flow here asks.
struct Silence {
  Network network;
  std::unique_ptr<Attend<double>> attend;
  std::vector<double> temperature{1};

  explicit Silence(Agent agents) {
    network.graph = Graph(agents, {});
    attend = make_attend<double>(Attention{}, network, 1);
  }
  Moment<double> at(std::int64_t step) const { return {*attend, {temperature}, 3, step}; }
};

Matrix<double> run(Integration<double>& integration, Matrix<double> x, int steps,
                   std::span<const double> theta = {}) {
  const Silence silence(static_cast<Agent>(x.rows()));
  const Matrix<double> anchor = x;
  Matrix<double> out;
  for (int s = 0; s < steps; ++s) {
    integration.step(silence.at(s), {theta, anchor}, x, out);
    x.swap(out);
  }
  return x;
}

double logistic_error(Integrator integrator, int steps, double* estimate = nullptr) {
  Matrix<double> x(2, 1);
  x << 0.1, 0.6;
  Integration<double> integration(std::make_unique<Logistic>(),
                                  {.step = 2.0 / steps, .integrator = integrator});
  const Matrix<double> end = run(integration, x, steps);
  if (estimate) *estimate = integration.error().largest;
  return std::abs(end(0, 0) - 1 / (1 + 9 * std::exp(-2.0)));
}

std::string refusal(ErrorKind kind, const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& e) {
    CHECK(e.kind() == kind);
    return e.what();
  }
  return "no error";
}

}  // namespace

TEST_CASE("Euler is of order 1, Runge and Kutta of order 4") {
  // Half the step divides the error by 2^p; a tenth of the order is left for the next terms.
  const auto order = [](Integrator i) { return std::log2(logistic_error(i, 20) / logistic_error(i, 40)); };
  CHECK_THAT(order(Integrator::euler_maruyama), WithinAbs(1, 0.1));
  CHECK_THAT(order(Integrator::runge_kutta), WithinAbs(4, 0.4));
}

TEST_CASE("the error of a step is estimated from two halves of it") {
  for (const Integrator integrator : {Integrator::euler_maruyama, Integrator::runge_kutta}) {
    double estimate = 0;
    logistic_error(integrator, 10, &estimate);
    // The first step, from 0.1 and 0.6, against the closed form.
    Integration<double> once(std::make_unique<Logistic>(), {.step = 0.2, .integrator = integrator});
    Matrix<double> x(2, 1);
    x << 0.1, 0.6;
    const Matrix<double> end = run(once, x, 1);
    const double off = std::max(std::abs(end(0, 0) - 1 / (1 + 9 * std::exp(-0.2))),
                                std::abs(end(1, 0) - 1 / (1 + (1 / 0.6 - 1) * std::exp(-0.2))));
    CHECK_THAT(estimate, WithinRel(off, 0.1));
    CHECK_THAT(once.error().relative, WithinRel(estimate / 0.5, 1e-12));
  }
}

TEST_CASE("noise has variance 2 D dt in each direction, and none out of a sphere") {
  constexpr Eigen::Index n = 20000;
  const Pace pace{.step = 0.1, .integrator = Integrator::euler_maruyama, .diffusion = 0.02};
  Integration<double> line(std::make_unique<Rest>(), pace);
  const Matrix<double> x = run(line, Matrix<double>::Zero(n, 2), 3);
  const double expected = 3 * 2 * 0.02 * 0.1;
  // Four standard errors of a variance, √(2 / n).
  for (int c = 0; c < 2; ++c)
    CHECK_THAT(x.col(c).squaredNorm() / n, WithinRel(expected, 4 * std::sqrt(2.0 / n)));
  Integration<double> sphere(std::make_unique<Rest>(Space{Space::Shape::sphere}), pace);
  Matrix<double> poles = Matrix<double>::Zero(n, 3);
  poles.col(2).setOnes();
  const Matrix<double> y = run(sphere, poles, 1);
  CHECK((y.rowwise().norm().array() - 1).abs().maxCoeff() < 1e-15);
  // Brownian motion on the sphere forgets as <z> = exp(-2 D t): the angle is exact, so is its first moment
  // but for (2 D t)².
  CHECK_THAT(y.col(2).mean(), WithinAbs(std::exp(-2 * 0.02 * 0.1), 2e-5 + 4 * 0.004 / std::sqrt(n)));
}

TEST_CASE("anchors pull back: with F = 0 nobody leaves, and the fully stubborn do not move") {
  Matrix<double> x(2, 1);
  x << 0.1, 0.6;
  Integration<double> integration(std::make_unique<Logistic>(), {.step = 0.1});
  const std::vector<double> theta{1, 0};
  const Matrix<double> end = run(integration, x, 20, theta);
  CHECK(end(0, 0) == 0.1);
  CHECK_THAT(end(1, 0), WithinRel(1 / (1 + (1 / 0.6 - 1) * std::exp(-2.0)), 1e-6));
}

TEST_CASE("steps that the fastest relaxation overshoots stop the run") {
  Matrix<double> x(1, 1);
  x << 0.1;
  Integration<double> fast(std::make_unique<Logistic>(40),
                           {.step = 0.05, .integrator = Integrator::euler_maruyama});
  CHECK(refusal(ErrorKind::numeric, [&] { run(fast, x, 1); }) ==
        "step 1: dynamics.step is 0.05 but opinions relax at rates up to 40, so steps above 0.025 are "
        "unstable; make it smaller");
  CHECK(refusal(ErrorKind::data, [] {
          Integration<double>(std::make_unique<Rest>(), {.diffusion = 1});
        }).starts_with("dynamics: integrator 'runge_kutta' is of order 4 only"));
}
