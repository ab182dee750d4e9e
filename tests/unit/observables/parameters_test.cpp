#include "heed/core/fields.hpp"
#include "heed/observables/clusters.hpp"
#include "heed/observables/effective_clusters.hpp"
#include "heed/observables/esteban_ray.hpp"
#include "heed/observables/modularity.hpp"

#include <map>
#include <string>

#include "catch.hpp"

using namespace heed;
using namespace heed::observables;

namespace {

/// Sets the texts it is given, and keeps all ranges.
struct Visit final : Fields {
  std::map<std::string, std::string, std::less<>> texts;
  std::map<std::string, Range, std::less<>> ranges;

  void choice(std::string_view, AnyChoice&, std::string_view) override {}
  void kinds(AnyChoice&, std::string_view) override {}
  void list(std::string_view, AnyList&, std::string_view) override {}

 protected:
  void value(std::string_view name, Place place, const Range& range, std::string_view) override {
    ranges[std::string(name)] = range;
    const auto text = texts.find(name);
    if (text != texts.end()) *std::get<std::string*>(place) = text->second;
  }
  void group(std::string_view, std::string_view, const std::function<void(Fields&)>& inner) override {
    inner(*this);
  }
};

template <class O> std::map<std::string, Range, std::less<>> ranges() {
  O observable;
  Visit visit;
  observable.fields(visit);
  return visit.ranges;
}

}  // namespace

TEST_CASE("the exponent of Esteban and Ray is above 0 and at most 1.6") {
  const Range alpha = ranges<EstebanRay>().at("alpha");
  CHECK_FALSE(alpha.holds(0));
  CHECK(alpha.holds(1.6));
  CHECK_FALSE(alpha.holds(1.61));
}

TEST_CASE("the gap between clusters may be 0 and not less") {
  for (const Range& gap : {ranges<EstebanRay>().at("gap"), ranges<Clusters>().at("gap"),
                           ranges<EffectiveClusters>().at("gap")}) {
    CHECK(gap.holds(0));
    CHECK_FALSE(gap.holds(-0.01));
  }
}

TEST_CASE("a partition reads its words") {
  Modularity observable;
  Visit visit;
  visit.texts = {{"of", "community"}, {"divide", "mean"}};
  observable.fields(visit);
  CHECK(observable.partition.of == Partition::Of::community);
  CHECK(observable.partition.divide == Partition::Divide::mean);
  CHECK(visit.ranges.at("midpoint").holds(-3));
}
