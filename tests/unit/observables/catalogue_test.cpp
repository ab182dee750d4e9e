#include "heed/core/choice.hpp"
#include "heed/core/parallel.hpp"
#include "heed/core/random.hpp"
#include "heed/observables.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

#include "catch.hpp"
#include "unit/observables/scene.hpp"

using namespace heed;

namespace {

constexpr Agent count = 2500;  // several blocks

/// Makes attention of positive numbers, by edge.
void normalise(Scene& scene) {
  for (Agent i = 0; i < count; ++i) {
    const auto first = scene.attention.begin() + scene.network.graph.first(i);
    const auto last = scene.attention.begin() + scene.network.graph.first(i + 1);
    const double total = std::accumulate(first, last, 0.0);
    for (auto w = first; w != last; ++w) *w /= total;
  }
}

/// Three camps on a random weighted graph, with communities, some unknown, and with attention. Opinions are
/// multiples of 2^-20, so that moving them by a whole number is exact.
Scene random_scene() {
  Stream stream(5, Purpose::test);
  const auto agent = [&] { return static_cast<Agent>(stream.below(count)); };
  const auto dyadic = [&](double scale) { return std::floor(stream.uniform() * scale * 0x1p20) * 0x1p-20; };
  std::vector<Tie> ties;
  for (int e = 0; e < 8 * count; ++e) ties.push_back({agent(), agent(), 0.5 + stream.uniform()});
  Scene out = scene(std::vector<double>(count), Graph(count, ties, true));
  for (Agent i = 0; i < count; ++i) {
    out.opinion(i, 0) = -0.75 + 0.625 * static_cast<double>(stream.below(3)) + dyadic(0.125);
    out.before(i, 0) = out.opinion(i, 0) + dyadic(0.25);
    out.network.community.push_back(static_cast<std::int32_t>(stream.below(4)) - 1);
  }
  for (Edge e = 0; e < out.network.graph.edges(); ++e) out.attention.push_back(0.01 + stream.uniform());
  normalise(out);
  return out;
}

/// The same with agent i in place to[i].
Scene relabelled(const Scene& from, const std::vector<Agent>& to) {
  const auto place = [&](Agent i) { return to[static_cast<std::size_t>(i)]; };
  std::vector<Tie> ties, attention;
  for (const Tie& t : from.network.graph.ties()) {
    ties.push_back({place(t.hearer), place(t.heard), t.weight});
    attention.push_back({place(t.hearer), place(t.heard), from.attention[attention.size()]});
  }
  Scene out = scene(std::vector<double>(count), Graph(count, ties, true));
  out.network.community.resize(count);
  for (Agent i = 0; i < count; ++i) {
    out.opinion(place(i), 0) = from.opinion(i, 0);
    out.before(place(i), 0) = from.before(i, 0);
    out.network.community[static_cast<std::size_t>(place(i))] =
        from.network.community[static_cast<std::size_t>(i)];
  }
  // A weighted graph brings the weights into the order of the new rows.
  for (const Tie& t : Graph(count, attention, true).ties()) out.attention.push_back(t.weight);
  return out;
}

/// 1e-12 of the value, or of 1: sums of 20,000 rounded terms in another order.
bool close(double a, double b) { return std::abs(a - b) <= 1e-12 * std::max(1.0, std::abs(a)); }

template <class O> O by_mean() {
  O out;
  if constexpr (requires { out.partition; }) out.partition.divide = Partition::Divide::mean;
  return out;
}

/// Does it say where opinions are, rather than how they lie to each other?
template <class O>
constexpr bool is_level =
    std::is_same_v<O, observables::Mean> || std::is_same_v<O, observables::Magnetization>;

}  // namespace

TEMPLATE_LIST_TEST_CASE("an observable has a name, words and a unit for files", "", observables::Catalogue) {
  CHECK(Observable<TestType>);
  CHECK(TopicObservable<TestType> != WholeObservable<TestType>);
  CHECK_FALSE(kind_name<TestType>().empty());
  CHECK_FALSE(std::string(TestType::summary).empty());
  CHECK_FALSE(std::string(TestType::long_name).empty());
  CHECK(TestType::units == "1");
}

TEMPLATE_LIST_TEST_CASE("an observable does not depend on the order of the agents", "",
                        observables::Catalogue) {
  const Scene agents = random_scene();
  std::vector<Agent> to(count);
  std::iota(to.begin(), to.end(), 0);
  Stream stream(6, Purpose::test);
  shuffle(to, stream);
  const double here = value<TestType>(agents), there = value<TestType>(relabelled(agents, to));
  INFO(kind_name<TestType>() << " " << here << " " << there);
  REQUIRE(std::isfinite(here));
  CHECK(close(here, there));
}

TEMPLATE_LIST_TEST_CASE("an observable is the same when all opinions move together, but for the mean", "",
                        observables::Catalogue) {
  Scene agents = random_scene();
  const auto observable = by_mean<TestType>();
  const double here = value(agents, observable);
  agents.opinion.array() += 1024;
  agents.before.array() += 1024;
  const double expected = is_level<TestType> ? value<observables::Mean>(agents) : here;
  INFO(kind_name<TestType>() << " " << here << " " << value(agents, observable));
  CHECK(close(expected, value(agents, observable)));
}

TEMPLATE_LIST_TEST_CASE("an observable has the same bits on one and on two threads", "",
                        observables::Catalogue) {
  const Scene agents = random_scene();
  use_threads(1);
  const double one = value<TestType>(agents);
  use_threads(2);
  const double two = value<TestType>(agents);
  use_threads(0);
  CHECK(std::bit_cast<std::uint64_t>(one) == std::bit_cast<std::uint64_t>(two));
}

TEMPLATE_LIST_TEST_CASE("an observable of agents that agree is a whole number or undefined, never noise", "",
                        observables::Catalogue) {
  if constexpr (TopicObservable<TestType>) {
    Scene agents = random_scene();
    agents.opinion.setConstant(0.1);
    const double ours = value<TestType>(agents);
    double expected = is_level<TestType> ? 0.1 : std::round(ours);
    if (std::is_same_v<TestType, observables::Dip>) expected = 0.5 / count;  // the least there is
    INFO(kind_name<TestType>() << " " << ours);
    CHECK((std::isnan(ours) || ours == expected));
  }
}

TEMPLATE_LIST_TEST_CASE("an observable of a topic looks at that topic only", "", observables::Catalogue) {
  if constexpr (TopicObservable<TestType>) {
    const Scene one = random_scene();
    Scene two = one;
    two.opinion.resize(count, 2);
    two.opinion.col(0).setConstant(undefined);
    two.opinion.col(1) = one.opinion.col(0);
    two.before = two.opinion;
    CHECK(TestType{}(two.seen(), 1) == value<TestType>(one));
  }
}
