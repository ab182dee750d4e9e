#include "heed/run/model.hpp"

namespace heed {

Attention Model::settled_attention() const {
  Attention out = attention;
  std::visit([&out](const auto& d) { d.settle(out); }, dynamics.kind.part());
  return out;
}

std::vector<std::string> Model::settled_keys() const {
  return std::visit([](const auto& d) { return d.settles(); }, dynamics.kind.part());
}

Update Model::update() const {
  return std::visit([](const auto& d) { return d.update(); }, dynamics.kind.part());
}

}  // namespace heed
