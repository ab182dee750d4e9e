#pragma once
#include "heed/graph/listing.hpp"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace heed {

/// The attributes of a node or an edge as written, and the line where it begins.
struct ReadRecord {
  std::size_t line = 0;
  std::vector<std::pair<std::string, std::string>> values;
  std::size_t bytes = 0;  ///< of the names and values that ReadNodes::add took

  /// The value of that name, the last one when there are several; null when there is none.
  const std::string* find(std::string_view name) const;
};

/// Gathers the nodes and edges of formats that declare their nodes (GML, GraphML).
class ReadNodes {
 public:
  ReadNodes(std::string file, const ReadOptions& options);

  /// Throws Error (data) where a small file asks for so many bytes of attributes.
  void check_bytes(std::size_t bytes, std::size_t line) const;
  /// Adds to a record what a node has. Throws as above.
  void add(ReadRecord& attributes, std::string name, std::string value) const;
  /// A node with its attributes. Throws Error (data) when there is one of that id already.
  void node(const std::string& id, const ReadRecord& attributes);
  /// Does an attribute of that name weigh an edge? Nothing else that edges have is used.
  bool weighs(std::string_view name) const;
  /// The weight of an edge: its attribute "weight", else "value"; nothing where it has neither.
  std::optional<double> weight(const ReadRecord& attributes) const;
  void edge(const std::string& source, const std::string& target, bool directed, std::size_t line,
            std::optional<double> weight);

  /// All that was gathered. Throws Error (data) when an edge names a node that was not declared.
  Listing listing();

 private:
  struct Node {
    std::size_t declared = 0, mentioned = 0;  ///< the lines of the node and of the first edge that names it
  };

  std::int64_t place(const std::string& id);
  std::int64_t end_of(const std::string& id, std::size_t line);
  void set(std::size_t node, const std::string& name, const std::string& value, std::size_t line);
  /// Every attribute takes room for every node. Throws Error (data) where a small file asks for too much.
  void check_size(std::size_t line) const;
  void add_pair(std::int64_t hearer, std::int64_t heard, double weight);

  const ReadOptions& options_;
  Listing out_;
  std::unordered_map<std::string, std::int64_t> places_;
  std::vector<Node> nodes_;
  std::unordered_map<std::string, std::size_t> column_;
  std::vector<std::string> column_names_;
  std::vector<std::vector<std::string>> column_values_;
  std::size_t most_;            ///< values of all columns, and bytes of their texts
  std::size_t bytes_ = 0;       ///< of the names and values of all columns
  std::vector<bool> directed_;  ///< of each tie
  bool weighted_ = false;
};

}  // namespace heed
