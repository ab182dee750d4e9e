#include "heed/core/text_fields.hpp"
#include "heed/graph/read_formats.hpp"
#include "heed/graph/read_nodes.hpp"
#include "heed/graph/read_xml.hpp"

#include <optional>
#include <unordered_map>
#include <utility>

namespace heed {
namespace {

std::string without_blanks(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first == text.npos ? "" : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// What attributes are where an item does not say, in the order in which they were declared.
class Defaults {
 public:
  void set(const std::string& name, const std::string& value) {
    const auto [found, added] = places_.try_emplace(name, values_.size());
    if (added) values_.emplace_back(name, "");
    std::string& old = values_[found->second].second;
    bytes_ += (added ? name.size() : 0) + value.size() - old.size();
    old = value;
  }
  std::size_t bytes() const { return bytes_; }
  const std::vector<std::pair<std::string, std::string>>& values() const { return values_; }

 private:
  std::vector<std::pair<std::string, std::string>> values_;
  std::unordered_map<std::string, std::size_t> places_;
  std::size_t bytes_ = 0;
};

class GraphmlReader {
 public:
  GraphmlReader(const std::string& path, const ReadOptions& options)
      : path_(path), xml_(path), nodes_(path, options) {}

  Listing read() {
    for (;;) switch (xml_.next()) {
        case XmlReader::Part::open: open(); break;
        case XmlReader::Part::text: text_ += xml_.text(); break;
        case XmlReader::Part::close: close(); break;
        case XmlReader::Part::end:
          if (!found_) throw error_at(path_, 0, "there is no <graph> in it");
          return nodes_.listing();
      }
  }

 private:
  /// What a <key> declares of nodes or edges.
  struct Key {
    std::string name, domain;
  };
  /// A node or an edge whose tag is open.
  struct Item {
    bool is_node = true, directed = false;
    std::string id, target;
    ReadRecord data;
  };

  std::string needed(std::string_view name) const {
    if (const std::string* found = xml_.attribute(name)) return *found;
    throw xml_.error("<" + xml_.name() + "> has no attribute '" + std::string(name) + "'");
  }
  std::string given(std::string_view name, const std::string& otherwise) const {
    const std::string* found = xml_.attribute(name);
    return found ? *found : otherwise;
  }

  void open() {
    const std::string& name = xml_.name();
    text_.clear();
    if (name == "key") {
      key_ = needed("id");
      keys_[key_] = {given("attr.name", key_), given("for", "all")};
    } else if (name == "graph") {
      open_graph();
    } else if (name == "node") {
      begin({.is_node = true, .directed = false, .id = needed("id"), .target = "", .data = {}});
    } else if (name == "edge") {
      const std::string directed = given("directed", directed_ ? "true" : "false");
      begin({false, directed == "true", needed("source"), needed("target"), {}});
    } else if (name == "data") {
      open_data();
    } else if (name == "hyperedge") {
      throw xml_.error("hyperedges are not read; write each as ties between two");
    }
  }

  void open_graph() {
    if (item_) throw xml_.error("a graph inside a node is not read");
    if (found_) throw xml_.error("there is a second graph; heed reads one from a file");
    found_ = true;
    directed_ = given("edgedefault", "undirected") == "directed";
  }

  void begin(Item item) {
    if (item_) throw xml_.error("<" + xml_.name() + "> is inside a node or an edge");
    if (!found_) throw xml_.error("<" + xml_.name() + "> is outside <graph>");
    item.data.line = xml_.line();
    const Defaults& defaults = item.is_node ? node_defaults_ : edge_defaults_;
    nodes_.check_bytes(default_bytes_ += defaults.bytes(), item.data.line);  // copied for each
    item.data.values = defaults.values();
    item_ = std::move(item);
  }

  static bool concerns(const Key& key, bool node) {
    return key.domain == "all" || key.domain == (node ? "node" : "edge");
  }

  void add_default(const Key& key, const std::string& value) {
    if (value.empty()) return;
    if (concerns(key, true)) node_defaults_.set(key.name, value);
    if (concerns(key, false) && nodes_.weighs(key.name)) edge_defaults_.set(key.name, value);
  }

  void open_data() {
    data_ = needed("key");
    if (item_ && !keys_.contains(data_)) throw xml_.error("the key '" + data_ + "' is not declared");
  }

  void close_data(Item& item) {
    const std::string& name = keys_[data_].name;
    std::string value = without_blanks(text_);
    if (!value.empty() && (item.is_node || nodes_.weighs(name)))
      nodes_.add(item.data, name, std::move(value));
  }

  void close() {
    const std::string& name = xml_.name();
    if (name == "default") {
      add_default(keys_[key_], without_blanks(text_));
    } else if (name == "data" && item_) {
      close_data(*item_);
    } else if (item_ && name == (item_->is_node ? "node" : "edge")) {
      if (item_->is_node)
        nodes_.node(item_->id, item_->data);
      else
        nodes_.edge(item_->id, item_->target, item_->directed, item_->data.line, nodes_.weight(item_->data));
      item_.reset();
    }
    text_.clear();
  }

  std::string path_;
  XmlReader xml_;
  ReadNodes nodes_;
  std::unordered_map<std::string, Key> keys_;
  Defaults node_defaults_, edge_defaults_;
  std::size_t default_bytes_ = 0;
  std::string key_, data_, text_;
  std::optional<Item> item_;
  bool found_ = false, directed_ = false;
};

}  // namespace

Listing read_graphml(const std::string& path, const ReadOptions& options) {
  return GraphmlReader(path, options).read();
}

}  // namespace heed
