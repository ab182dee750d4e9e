#include "heed/draw/draw.hpp"

namespace heed {

std::vector<double> draw(const AnyLaw& law, const Network& network, std::uint64_t seed, Purpose purpose,
                         std::size_t topics) {
  std::vector<double> out;
  out.reserve(static_cast<std::size_t>(network.agents()) * topics);
  std::visit(
      [&](const auto& l) {
        for (Agent i = 0; i < network.agents(); ++i) {
          Stream stream(seed, purpose, static_cast<std::uint64_t>(i));
          for (std::size_t topic = 0; topic < topics; ++topic)
            out.push_back(l.draw({network, i, topic}, stream));
        }
      },
      law.part());
  return out;
}

}  // namespace heed
