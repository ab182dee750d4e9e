#include "scenarios/commands/settable.hpp"

#include "heed/core/places.hpp"

namespace heed::scenarios {
namespace {

class Collector final : public Fields {
 public:
  Collector(std::string where, std::vector<Settable>& out) : where_(std::move(where)), out_(out) {}

  void choice(std::string_view name, AnyChoice& choice, std::string_view doc) override {
    add(name, doc, kinds_of(choice));
    Collector inner(below(name), out_);
    choice.fields(inner);
  }
  void kinds(AnyChoice& choice, std::string_view doc) override {
    add("kind", doc, kinds_of(choice));
    choice.fields(*this);
  }
  void list(std::string_view name, AnyList&, std::string_view doc) override { add(name, doc, {}); }

 protected:
  void value(std::string_view name, Place place, const Range& range, std::string_view doc) override {
    const bool flag = std::holds_alternative<bool*>(place);
    add(name, doc, flag ? std::vector<std::string>{"true", "false"} : range.words);
  }
  void group(std::string_view name, std::string_view, const std::function<void(Fields&)>& inner) override {
    Collector collector(below(name), out_);
    inner(collector);
  }

 private:
  std::string below(std::string_view name) const { return place_below(where_, name); }
  void add(std::string_view name, std::string_view doc, std::vector<std::string> words) {
    out_.push_back({below(name), std::string(doc), std::move(words)});
  }
  static std::vector<std::string> kinds_of(const AnyChoice& choice) {
    std::vector<std::string> out;
    for (const Kind& kind : choice.kinds()) out.emplace_back(kind.name);
    return out;
  }

  std::string where_;
  std::vector<Settable>& out_;
};

}  // namespace

std::vector<Settable> settable(const std::function<void(Fields&)>& declare) {
  std::vector<Settable> out;
  Collector collector("", out);
  declare(collector);
  return out;
}

}  // namespace heed::scenarios
