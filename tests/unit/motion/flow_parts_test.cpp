// The parts of continuous time: what a pace refuses, where spaces lead, doubly stochastic weights, and the
// partition function heard by one more agent.
#include "heed/core/error.hpp"
#include "heed/motion/pace.hpp"
#include "heed/motion/sinkhorn.hpp"
#include "heed/motion/space.hpp"
#include "heed/motion/unnormalized.hpp"

#include <array>
#include <numbers>
#include <string>
#include <vector>

#include "catch.hpp"

using namespace heed;

namespace {

Matrix<double> normal_matrix(Eigen::Index rows, Eigen::Index columns, std::uint64_t seed) {
  Matrix<double> out(rows, columns);
  Stream stream(seed, Purpose::test);
  for (Eigen::Index k = 0; k < out.size(); ++k) out.data()[k] = stream.normal();
  return out;
}

template <class Work> std::string refusal(Work work) {
  try {
    work();
  } catch (const Error& e) {
    CHECK(e.kind() == ErrorKind::data);
    return e.what();
  }
  return "no error";
}

const Space ring{Space::Shape::ring, 2}, sphere{Space::Shape::sphere};

}  // namespace

TEST_CASE("a pace takes noise with Euler and Maruyama only, and steps that are stable") {
  CHECK(Pace{}.problem().empty());
  CHECK(Pace{.step = 1, .integrator = Integrator::euler_maruyama, .diffusion = 3}.problem().empty());
  CHECK(Pace{.diffusion = 0.1}.problem() ==
        "integrator 'runge_kutta' is of order 4 only where nothing is random, and 'diffusion' is 0.1; set "
        "integrator = \"euler_maruyama\"");
  CHECK(Pace{.step = 1.1, .integrator = Integrator::euler_maruyama}.problem() ==
        "'step' is 1.1, and above 1 opinions overshoot what is heard, so that steps are unstable; make it "
        "smaller");
  CHECK(Pace{.step = 1.3}.problem().empty());
  CHECK_FALSE(Pace{.step = 1.4}.problem().empty());
  CHECK(Pace{.step = 0}.problem() == "'step' is 0 but must be above 0");
  CHECK_FALSE(Pace{.step = std::nan("")}.problem().empty());
  CHECK_FALSE(Pace{.integrator = Integrator::euler_maruyama, .diffusion = -1}.problem().empty());
}

TEST_CASE("the short way round a ring, and numbers brought onto it") {
  CHECK(ring.nearest(1.5) == -0.5);
  CHECK(ring.nearest(-5.25) == 0.75);
  CHECK(Space{}.nearest(1.5) == 1.5);
  Matrix<double> x(4, 1);
  x << 2, -0.25, 5.5, -1e-300;
  ring.project(x);
  CHECK(x(0, 0) == 0);
  CHECK(x(1, 0) == 1.75);
  CHECK(x(2, 0) == 1.5);
  CHECK(x(3, 0) == 0);
}

TEST_CASE("a move over the seam of a ring is no jump: the start takes the copy next to the end") {
  std::array<double, 2> x{1.75, 0.25}, v{0.5, -0.5}, out{};
  ring.move(std::span<double>(x), std::span<const double>(v), std::span<double>(out));
  CHECK(out == std::array<double, 2>{0.25, 1.75});
  CHECK(x == std::array<double, 2>{-0.25, 2.25});
}

TEST_CASE("a move on a sphere goes along a great circle, as far as the tangent is long") {
  std::array<double, 3> x{0, 0, 1}, v{std::numbers::pi / 2, 0, 7}, out{};
  sphere.make_tangent(std::span<const double>(x), std::span<double>(v));
  CHECK(v == std::array<double, 3>{std::numbers::pi / 2, 0, 0});
  sphere.move(std::span<double>(x), std::span<const double>(v), std::span<double>(out));
  CHECK_THAT(out[0], WithinAbs(1, 1e-15));
  CHECK_THAT(out[2], WithinAbs(0, 1e-15));
  std::array<double, 3> still{};
  sphere.move(std::span<double>(x), std::span<const double>(still), std::span<double>(out));
  CHECK(out == x);
}

TEST_CASE("states off the sphere, at its centre, or on one topic are refused") {
  Matrix<double> x(2, 2);
  x << 0.6, 0.8, 0.6, 0.9;
  CHECK(refusal([&] { sphere.check(x); }) ==
        "agent 1 is 1.0816653826391966 from the centre of a sphere of radius 1; give opinions of norm 1, or "
        "set dynamics.project = true to begin at the nearest points of it");
  sphere.project(x);
  CHECK(refusal([&] { sphere.check(x); }) == "no error");
  x.row(1).setZero();
  CHECK(refusal([&] { sphere.project(x); }) ==
        "agent 1 is at the centre of the sphere, and no point of it is nearest; give it another opinion");
  x(1, 0) = std::nan("");
  CHECK(refusal([&] { sphere.check(x); }) != "no error");
  CHECK(refusal([] { sphere.check(Matrix<double>(Matrix<double>::Ones(1, 1))); }) ==
        "a sphere needs two topics or more, and there is one; name more as opinions.topics");
}

TEST_CASE("rows and columns of balanced weights sum to 1, as by Sinkhorn's own turns") {
  const Matrix<double> x = normal_matrix(50, 2, 3);
  Eigen::MatrixXd kernel(50, 50);
  for (int i = 0; i < 50; ++i)
    for (int j = 0; j < 50; ++j) kernel(i, j) = std::exp(-(x.row(i) - x.row(j)).squaredNorm());
  Matrix<double> balanced = kernel.rowwise().sum().cwiseInverse().asDiagonal() * kernel;  // softmax
  make_doubly_stochastic(balanced);
  CHECK((balanced.rowwise().sum().array() - 1).abs().maxCoeff() < 1e-12);
  CHECK((balanced.colwise().sum().array() - 1).abs().maxCoeff() < 1e-12);
  for (int turn = 0; turn < 2000; ++turn) {
    const Eigen::VectorXd rows = kernel.rowwise().sum().cwiseInverse();
    kernel = (rows.asDiagonal() * kernel).eval();
    const Eigen::VectorXd columns = kernel.colwise().sum().cwiseInverse();
    kernel = (kernel * columns.asDiagonal()).eval();
  }
  CHECK((kernel - balanced).cwiseAbs().maxCoeff() < 1e-11);
  Matrix<double> alone(2, 2);
  alone << 0, 1, 1, 0;
  alone(0, 0) = 1;  // no weights with this pattern have rows and columns that sum to 1
  CHECK_THROWS_AS(make_doubly_stochastic(alone), Error);
}

TEST_CASE("one more agent tells the partition function of a dot product, and what is heard stays") {
  Attention attention;
  attention.score = scores::Dot{};
  attention.masks = {masks::All{}};
  attention.self_ties = SelfTies::add;
  REQUIRE(UnnormalizedDot<double>::suits(attention));
  for (const int agents : {1, 2, 60})
    for (const double t : {0.2, 1.0, 10.0}) {
      Matrix<double> x = normal_matrix(agents, 3, 5), heard;
      x.rowwise().normalize();
      std::vector<double> share;
      UnnormalizedDot<double>(attention, agents, 3)(x, t, heard, share);
      const Matrix<double> k = ((x * x.transpose()) / t).array().exp();
      const Eigen::VectorXd z = k.rowwise().sum();
      const Matrix<double> expected = z.cwiseInverse().asDiagonal() * k * x;
      for (int i = 0; i < agents; ++i)
        CHECK_THAT(share[static_cast<std::size_t>(i)], WithinRel(z(i) / agents, 1e-12));
      CHECK((heard - expected).cwiseAbs().maxCoeff() < 1e-12);
    }
  attention.biases = {biases::Prominence{}};
  CHECK_FALSE(UnnormalizedDot<double>::suits(attention));
}
