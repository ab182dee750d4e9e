#include "heed/core/parameters.hpp"

#include "heed/core/places.hpp"

namespace heed {
namespace {

/// Walks over the parameters with their places.
class Lister final : public Fields {
 public:
  Lister(std::string where, std::vector<Parameter>& out) : where_(std::move(where)), out_(out) {}

  void choice(std::string_view name, AnyChoice& choice, std::string_view doc) override {
    Lister inner(below(name), out_);
    inner.kinds(choice, doc);
  }
  void kinds(AnyChoice& choice, std::string_view) override {
    std::string kind(choice.kind());
    value("kind", Place(&kind), any(), "");
    choice.fields(*this);
  }
  void list(std::string_view name, AnyList& list, std::string_view) override {
    for (std::size_t i = 0; i < list.size(); ++i) {
      Lister inner(below(name) + "." + std::to_string(i), out_);
      list.fields(i, inner);
    }
  }

 protected:
  void value(std::string_view name, Place place, const Range&, std::string_view) override {
    Parameter p{below(name), {}, to_toml(place), ""};
    if (auto* const* number = std::get_if<double*>(&place))
      p.value = **number;
    else if (auto* const* whole = std::get_if<std::int64_t*>(&place))
      p.value = **whole;
    else if (auto* const* flag = std::get_if<bool*>(&place))
      p.value = **flag;
    else if (auto* const* text = std::get_if<std::string*>(&place))
      p.value = **text;
    else if (auto* const* path = std::get_if<Path*>(&place)) {
      p.value = (*path)->written;
      p.file = (*path)->resolved;
    } else
      p.value = p.toml;
    out_.push_back(std::move(p));
  }
  void group(std::string_view name, std::string_view, const std::function<void(Fields&)>& inner) override {
    Lister lister(below(name), out_);
    inner(lister);
  }

 private:
  std::string below(std::string_view name) const { return place_below(where_, name); }
  std::string where_;
  std::vector<Parameter>& out_;
};

}  // namespace

std::vector<Parameter> parameters(const std::function<void(Fields&)>& declare) {
  std::vector<Parameter> out;
  Lister lister("", out);
  declare(lister);
  return out;
}

}  // namespace heed
