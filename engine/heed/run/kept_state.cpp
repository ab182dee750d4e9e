#include "heed/run/kept_state.hpp"

#include <cstdint>
#include <cstring>

namespace heed {
namespace {

void put(std::string& out, const void* data, std::size_t size) {
  if (size > 0) out.append(static_cast<const char*>(data), size);
}

class StateWriter final : public Carried {
 public:
  explicit StateWriter(std::string& out) : out_(out) {}
  bool gives_back() const override { return false; }

 private:
  std::size_t length(std::string_view name, std::size_t now, std::size_t) override {
    const std::uint64_t numbers[]{name.size(), now};
    put(out_, numbers, sizeof numbers);
    put(out_, name.data(), name.size());
    return now;
  }
  void bytes(void* data, std::size_t size) override { put(out_, data, size); }

  std::string& out_;
};

class StateReader final : public Carried {
 public:
  explicit StateReader(const std::string& kept) : kept_(kept) {}
  bool gives_back() const override { return true; }
  bool at_end() const { return at_ == kept_.size(); }

 private:
  std::size_t length(std::string_view name, std::size_t, std::size_t bytes_each) override {
    std::uint64_t numbers[2];
    bytes(numbers, sizeof numbers);
    if (numbers[0] != name.size() || numbers[0] > left() || kept_.compare(at_, name.size(), name) != 0)
      refuse("where '" + std::string(name) + "' should be is something else");
    at_ += name.size();
    if (numbers[1] > left() / bytes_each) refuse("'" + std::string(name) + "' is longer than all there is");
    return static_cast<std::size_t>(numbers[1]);
  }
  void bytes(void* data, std::size_t size) override {
    if (size > left()) refuse("it ends too early");
    if (size > 0) std::memcpy(data, kept_.data() + at_, size);
    at_ += size;
  }
  std::size_t left() const { return kept_.size() - at_; }

  const std::string& kept_;
  std::size_t at_ = 0;
};

}  // namespace

std::string keep_state(const Carry& carry) {
  std::string out;
  StateWriter writer(out);
  carry(writer);
  return out;
}

void give_back_state(const std::string& kept, const Carry& carry) {
  StateReader reader(kept);
  carry(reader);
  if (!reader.at_end()) Carried::refuse("it holds more");
}

}  // namespace heed
