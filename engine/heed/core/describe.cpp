#include "heed/core/error.hpp"
#include "heed/core/parameters.hpp"
#include "heed/core/places.hpp"

#include <algorithm>

namespace heed {
namespace {

/// A line of the reference under the words it answers to.
struct Section {
  std::string place;      ///< "attention.score", or "scores" for a catalogue, or "similarity" for a kind
  std::string catalogue;  ///< of a catalogue or one of its kinds, else empty
  std::string text;
  std::string choice, offers;  ///< where a part is chosen: its own place, and the catalogue it is chosen from
};

/// A kind, and its parameters, each under its place within the part.
struct Owner {
  std::string catalogue, text;
  std::vector<Section> parameters;
};

/// Walks over all parameters, and once over every kind of every catalogue that is met.
class Describer final : public Fields {
 public:
  Describer(std::string where, std::string indent, std::vector<Section>& out, std::vector<Section>& kinds,
            std::vector<Catalogue>& met, std::vector<Owner>& owners)
      : where_(std::move(where)),
        indent_(std::move(indent)),
        out_(out),
        kinds_(kinds),
        met_(met),
        owners_(owners) {}

  void choice(std::string_view name, AnyChoice& choice, std::string_view doc) override {
    std::vector<std::string> extra;
    for (const Parameter& p : parameters([&](Fields& f) { choice.fields(f); }))
      extra.push_back(p.path + " = " + p.toml);
    std::string value = "\"" + std::string(choice.kind()) + "\"";
    if (!extra.empty()) value = "{ kind = " + value + ", " + join(extra) + " }";
    line(name, value, "one of the " + std::string(choice.catalogue()), doc);
    offer(below(name), choice);
    meet(choice);
  }
  void kinds(AnyChoice& choice, std::string_view doc) override {
    line("kind", "\"" + std::string(choice.kind()) + "\"",
         "one of the " + std::string(choice.catalogue()) + ", with its parameters beside it", doc);
    offer(where_, choice);
    meet(choice);
  }
  void list(std::string_view name, AnyList& list, std::string_view doc) override {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < list.size(); ++i)
      if (const AnyChoice* choice = list.choice(i))
        names.push_back("\"" + std::string(choice->kind()) + "\"");
    list.clear();
    list.add();
    AnyChoice* choice = list.choice(0);
    line(name, "[" + join(names) + "]",
         choice ? "a list of " + std::string(choice->catalogue()) : "a list of tables", doc);
    if (choice) return meet(*choice);
    Describer inner(below(name), indent_, out_, kinds_, met_, owners_);
    list.fields(0, inner);
  }

 protected:
  void value(std::string_view name, Place place, const Range& range, std::string_view doc) override {
    std::string type(type_name(place));
    if (!range.says().empty()) type = range.words.empty() ? type + ", " + range.says() : range.says();
    line(name, to_toml(place), type, doc);
  }
  void group(std::string_view name, std::string_view doc,
             const std::function<void(Fields&)>& inner) override {
    out_.push_back({below(name), "", "\n[" + below(name) + "]  " + std::string(doc) + "\n", "", ""});
    Describer describer(below(name), indent_, out_, kinds_, met_, owners_);
    inner(describer);
  }

 private:
  std::string below(std::string_view name) const { return place_below(where_, name); }
  void line(std::string_view name, const std::string& value, const std::string& type, std::string_view doc) {
    out_.push_back({below(name), "",
                    indent_ + (indent_ == "  " ? below(name) : std::string(name)) + " = " + value + "   (" +
                        type + ")\n" + indent_ + "    " + std::string(doc) + "\n",
                    "", ""});
  }
  void offer(std::string place, const AnyChoice& choice) {
    out_.back().choice = std::move(place);
    out_.back().offers = choice.catalogue();
  }
  void meet(AnyChoice& choice) {
    const std::string name(choice.catalogue());
    for (const Catalogue& c : met_)
      if (c.name == name) return;
    met_.push_back({name, choice.kinds()});
    kinds_.push_back({name, name, "\n" + name + ":\n", "", ""});
    for_each_kind(choice, [&](const Kind& kind) {
      std::string text = "  " + std::string(kind.name) + "   " + std::string(kind.summary) + "\n";
      std::vector<Section> lines, nested;
      Describer inner("", "      ", lines, nested, met_, owners_);
      choice.fields(inner);
      owners_.push_back({name, text, lines});
      for (const Section& s : lines) text += s.text;
      kinds_.push_back({std::string(kind.name), name, text, "", ""});
      kinds_.insert(kinds_.end(), nested.begin(), nested.end());
    });
  }

  std::string where_, indent_;
  std::vector<Section>&out_, &kinds_;
  std::vector<Catalogue>& met_;
  std::vector<Owner>& owners_;
};

struct Reference {
  std::vector<Section> places, kinds;
  std::vector<Catalogue> catalogues;
  std::vector<Owner> owners;
};

Reference reference(const std::function<void(Fields&)>& declare) {
  Reference out;
  Describer describer("", "  ", out.places, out.kinds, out.catalogues, out.owners);
  declare(describer);
  // A catalogue met inside another one stands after it, not in its middle.
  std::stable_sort(out.kinds.begin(), out.kinds.end(), [&](const Section& a, const Section& b) {
    const auto rank = [&](const Section& s) {
      return std::find_if(out.catalogues.begin(), out.catalogues.end(),
                          [&](const Catalogue& c) { return c.name == s.catalogue; }) -
             out.catalogues.begin();
    };
    return rank(a) < rank(b);
  });
  return out;
}

bool under(const std::string& place, const std::string& topic) {
  return place == topic || place.rfind(topic + ".", 0) == 0;
}

/// The parameter at this place of a part that is chosen, for each kind that has it.
std::string of_parts(const Reference& all, const std::vector<Section>& places, const std::string& topic) {
  std::string out;
  for (const Section& s : places) {
    if (s.offers.empty() || s.choice == topic || !under(topic, s.choice)) continue;
    const std::string rest = topic.substr(s.choice.size() + 1);
    std::string here, further;
    for (const Owner& kind : all.owners) {
      if (kind.catalogue != s.offers) continue;
      std::string found;
      for (const Section& p : kind.parameters)
        if (under(p.place, rest)) found += p.text;
      if (found.empty())
        further += of_parts(all, kind.parameters, rest);
      else
        here += kind.text + found;
    }
    out += (here.empty() ? "" : "\n" + s.offers + ":\n" + here) + further;
  }
  return out;
}

}  // namespace

std::string describe(const std::function<void(Fields&)>& declare, const std::string& topic) {
  const Reference all = reference(declare);
  std::string out;
  for (const Section& s : all.places)
    if (topic.empty() || under(s.place, topic)) out += s.text;
  for (const Section& s : all.kinds) {
    const bool one_kind = s.place == topic && s.catalogue != topic;
    if (one_kind) out += "\n" + s.catalogue + ":\n";
    if (topic.empty() || one_kind || s.catalogue == topic) out += s.text;
  }
  if (out.empty()) out = of_parts(all, all.places, topic);
  return out.substr(!out.empty() && out.front() == '\n' ? 1 : 0);
}

std::vector<std::string> topics(const std::function<void(Fields&)>& declare) {
  const Reference all = reference(declare);
  std::vector<std::string> out;
  for (const Section& s : all.places) out.push_back(s.place);
  for (const Section& s : all.kinds) out.push_back(s.place);
  return out;
}

std::vector<Catalogue> catalogues(const std::function<void(Fields&)>& declare) {
  return reference(declare).catalogues;
}

}  // namespace heed
