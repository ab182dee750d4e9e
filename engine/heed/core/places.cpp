#include "heed/core/places.hpp"

#include <algorithm>

namespace heed {
namespace {

/// Walks over the parameters of every kind. A catalogue within itself has no end: it is entered once.
class PlaceLister final : public Fields {
 public:
  PlaceLister(std::string where, std::vector<std::string>& out, std::vector<std::string_view>& within)
      : where_(std::move(where)), out_(out), within_(within) {}

  void choice(std::string_view name, AnyChoice& choice, std::string_view) override {
    add(name);
    PlaceLister(below(name), out_, within_).enter(choice);
  }
  void kinds(AnyChoice& choice, std::string_view) override {
    add("kind");
    enter(choice);
  }
  void list(std::string_view name, AnyList&, std::string_view) override { add(name); }

 protected:
  void value(std::string_view name, Place, const Range&, std::string_view) override { add(name); }
  void group(std::string_view name, std::string_view, const std::function<void(Fields&)>& inner) override {
    PlaceLister lister(below(name), out_, within_);
    inner(lister);
  }

 private:
  std::string below(std::string_view name) const { return place_below(where_, name); }
  void add(std::string_view name) {
    if (std::string place = below(name); std::find(out_.begin(), out_.end(), place) == out_.end())
      out_.push_back(std::move(place));
  }
  void enter(AnyChoice& choice) {
    if (std::find(within_.begin(), within_.end(), choice.catalogue()) != within_.end()) return;
    within_.push_back(choice.catalogue());
    for_each_kind(choice, [&](const Kind&) { choice.fields(*this); });
    within_.pop_back();
  }

  std::string where_;
  std::vector<std::string>& out_;
  std::vector<std::string_view>& within_;
};

}  // namespace

std::vector<std::string> places(const std::function<void(Fields&)>& declare) {
  std::vector<std::string> out;
  std::vector<std::string_view> within;
  PlaceLister lister("", out, within);
  declare(lister);
  return out;
}

std::vector<std::string> places_called(std::string_view name, const std::vector<std::string>& places) {
  std::vector<std::string> out;
  for (const std::string_view place : places)
    if (place.substr(place.rfind('.') + 1) == name) out.emplace_back(place);
  return out;
}

}  // namespace heed
