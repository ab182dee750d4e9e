#pragma once
#include "heed/attention/temperature.hpp"
#include "heed/core/error.hpp"
#include "heed/core/fields.hpp"
#include "heed/draw/draw.hpp"

namespace heed::temperatures {

/// A temperature for each agent, drawn once from a law: some are open-minded, some are not.
struct Drawn {
  static constexpr std::string_view summary = "one for each agent, drawn from a law";

  AnyLaw law = laws::LogNormal{};

  void fields(Fields& f) { f.choice("law", law, "the law of the agents' temperatures"); }
  /// Throws Error (data) when the law gives an agent a temperature of 0 or below.
  std::vector<double> each(const Network& network, std::uint64_t seed) const {
    std::vector<double> out = draw(law, network, seed, Purpose::temperature);
    for (std::size_t i = 0; i < out.size(); ++i)
      if (!(out[i] > 0))
        throw Error(ErrorKind::data,
                    "the temperature of agent " + std::to_string(i) + " is " + to_text(out[i]) +
                        " but must be above 0; choose a law that stays above 0, such as log_normal");
    return out;
  }
};

}  // namespace heed::temperatures
