#include "heed/io/schema.hpp"

#include <cmath>

#include <nlohmann/json.hpp>

namespace heed {
namespace {

using Json = nlohmann::ordered_json;

Json of_type(const Place& place);

template <class T> Json item(T*) {
  if constexpr (std::is_same_v<T, double>) return {{"type", "number"}};
  if constexpr (std::is_same_v<T, std::int64_t>) return {{"type", "integer"}};
  if constexpr (std::is_same_v<T, bool>) return {{"type", "boolean"}};
  if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, Path>) return {{"type", "string"}};
  if constexpr (std::is_same_v<T, Setting>) return {{"type", "object"}};
}
template <class T> Json item(std::vector<T>*) {
  if constexpr (std::is_same_v<T, Setting>) return {{"type", "object"}};
  return {{"type", "array"}, {"items", item(static_cast<T*>(nullptr))}};
}

Json of_type(const Place& place) {
  return std::visit([](auto* v) { return item(v); }, place);
}

void limit(Json& schema, const Range& range) {
  Json& target = schema.contains("items") ? schema["items"] : schema;
  if (std::isfinite(range.low)) target[range.low_open ? "exclusiveMinimum" : "minimum"] = range.low;
  if (std::isfinite(range.high)) target[range.high_open ? "exclusiveMaximum" : "maximum"] = range.high;
  if (!range.words.empty()) target["enum"] = range.words;
}

/// Collects the properties of one table; kinds become alternatives, each catalogue defined once.
class Schema final : public Fields {
 public:
  explicit Schema(Json& definitions) : definitions_(definitions) {}

  Json object() const {
    Json out{{"type", "object"}, {"properties", properties_}};
    if (alternatives_.empty())
      out["additionalProperties"] = false;
    else
      out["anyOf"] = alternatives_;
    return out;
  }

  void choice(std::string_view name, AnyChoice& choice, std::string_view doc) override {
    properties_[std::string(name)] = {{"description", doc}, {"$ref", define(choice)}};
  }
  void kinds(AnyChoice& choice, std::string_view) override {
    for (const Kind& kind : choice.kinds()) {
      choice.choose(kind.name);
      Schema inner(definitions_);
      choice.fields(inner);
      Json one = inner.object();
      one.erase("additionalProperties");
      one["properties"]["kind"] = {{"const", kind.name}, {"description", kind.summary}};
      alternatives_.push_back(std::move(one));
    }
  }
  void list(std::string_view name, AnyList& list, std::string_view doc) override {
    list.clear();
    list.add();
    Json element;
    if (AnyChoice* choice = list.choice(0)) {
      element = {{"$ref", define(*choice)}};
    } else {
      Schema inner(definitions_);
      list.fields(0, inner);
      element = inner.object();
    }
    properties_[std::string(name)] = {
        {"description", doc}, {"anyOf", Json::array({element, {{"type", "array"}, {"items", element}}})}};
  }

 protected:
  void value(std::string_view name, Place place, const Range& range, std::string_view doc) override {
    Json schema = of_type(place);
    limit(schema, range);
    schema["description"] = doc;
    properties_[std::string(name)] = std::move(schema);
  }
  void group(std::string_view name, std::string_view doc,
             const std::function<void(Fields&)>& inner) override {
    Schema schema(definitions_);
    inner(schema);
    Json object = schema.object();
    object["description"] = doc;
    properties_[std::string(name)] = std::move(object);
  }

 private:
  /// The definition of a catalogue: a bare name, a number for a constant, or a table with its kind.
  std::string define(AnyChoice& choice) {
    const std::string name(choice.catalogue());
    if (!definitions_.contains(name)) {
      definitions_[name] = nullptr;  // met: a catalogue may hold itself
      Json names = Json::array();
      for (const Kind& kind : choice.kinds()) names.push_back(kind.name);
      Json forms = Json::array({Json{{"type", "string"}, {"enum", names}}});
      for (const Kind& kind : choice.kinds())
        if (kind.name == "constant") forms.push_back({{"type", "number"}});
      Schema tables(definitions_);
      tables.kinds(choice, "");
      for (const Json& one : tables.alternatives_) forms.push_back(one);
      definitions_[name] = {{"anyOf", forms}};
    }
    return "#/$defs/" + name;
  }

  Json& definitions_;
  Json properties_ = Json::object();
  Json alternatives_ = Json::array();
};

}  // namespace

std::string json_schema(const std::function<void(Fields&)>& declare, const std::string& title) {
  Json definitions = Json::object();
  Schema schema(definitions);
  declare(schema);
  Json out{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", title}};
  out.update(schema.object());
  out["$defs"] = definitions;
  return out.dump(2);
}

}  // namespace heed
