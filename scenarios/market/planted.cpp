#include "scenarios/market/planted.hpp"

#include "heed/core/random.hpp"

#include <cmath>
#include <numbers>

namespace heed::scenarios::prices {
namespace {

/// What a stream is for: 0 the market, then one for each pair or loner, then one for each asset.
Stream stream_of(std::uint64_t seed, std::uint64_t part, std::uint64_t which = 0) {
  return {seed, Purpose::data, part, which};
}

void add_walk(Prices& out, std::int64_t asset, const std::vector<double>& steps, double times) {
  double sum = 0;
  for (std::int64_t day = 0; day < out.days(); ++day) {
    out.log_price(day, asset) += times * sum;
    sum += steps[static_cast<std::size_t>(day)];
  }
}

std::vector<double> steps(Stream stream, std::int64_t days, double sd) {
  std::vector<double> out;
  for (std::int64_t day = 0; day < days; ++day) out.push_back(sd * stream.normal());
  return out;
}

}  // namespace

void Planted::fields(Fields& f) {
  f("assets", assets, between(2, 10000), "how many");
  f("pairs", pairs, at_least(0), "how many pairs of them");
  f("days", days, between(3, 1e7), "days with a price");
  f("market", market, at_least(0), "standard deviation of the market's return in a day");
  f("shared", shared, at_least(0), "that of what the two of a pair share");
  f("uneven", uneven, between(0, 1),
    "how much pairs differ in what they share: it is uniform on 1 - uneven … 1 + uneven times that");
  f("noise", noise, at_least(0), "that of what each asset has of its own");
  f("spread", spread, at_least(0), "standard deviation of the spread of a pair");
  f("half_life", half_life, above(0), "days in which the spread of a pair has gone back half of its way");
  f.require("pairs", 2 * pairs <= assets,
            "'pairs' is " + std::to_string(pairs) + " but " + std::to_string(assets) +
                " assets make at most " + std::to_string(assets / 2));
}

Prices Planted::make(std::uint64_t seed) const {
  Prices out;
  out.log_price = Matrix<double>::Constant(days, assets, std::log(100.0));
  const std::vector<double> index = steps(stream_of(seed, 0), days, market);
  const double keep = std::exp2(-1 / half_life), kick = spread * std::sqrt(1 - keep * keep);
  for (std::int64_t i = 0; i < assets; ++i) {
    const bool paired = i < 2 * pairs;
    const auto of = static_cast<std::uint64_t>(paired ? i / 2 : i);
    out.assets.push_back(std::to_string(i));
    out.partner.push_back(static_cast<std::int32_t>(!paired ? -1 : i % 2 == 0 ? i + 1 : i - 1));
    Stream own = stream_of(seed, 2, static_cast<std::uint64_t>(i)), factor = stream_of(seed, 1, of);
    add_walk(out, i, index, own.uniform(0.7, 1.3));
    const double deviation = shared * factor.uniform(1 - uneven, 1 + uneven);
    add_walk(out, i, steps(factor, days, deviation), 1);
    add_walk(out, i, steps(own, days, noise), 1);
    if (!paired) continue;
    Stream pull = stream_of(seed, 3, of);
    double x = spread * pull.normal();
    for (std::int64_t day = 0; day < days; ++day) {
      out.log_price(day, i) += i % 2 == 0 ? x / 2 : -x / 2;
      x = keep * x + kick * pull.normal();
    }
  }
  return out;
}

}  // namespace heed::scenarios::prices
