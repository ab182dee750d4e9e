#include "heed/core/error.hpp"
#include "heed/io/hdf5_detail.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace heed::hdf5 {
namespace {

/// CF: these are of the variable's own type; readers reject or misread them otherwise.
constexpr std::array<std::string_view, 6> own_type = {"_FillValue", "missing_value", "valid_range",
                                                      "valid_min",  "valid_max",     "flag_values"};
/// By these HDF5 and netCDF keep dimensions.
constexpr std::array<std::string_view, 6> hidden = {
    "CLASS", "NAME", "DIMENSION_LIST", "REFERENCE_LIST", "DIMENSION_LABELS", "_Netcdf4Dimid"};

void write_attribute(const Handle& object, const std::string& name, const Handle& file, const Handle& memory,
                     const Handle& space, const void* value) {
  const std::string action = fmt::format("write the attribute '{}' of", name);
  const Handle made(
      check(H5Acreate2(object.id(), name.c_str(), file.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT), action,
            object.id()));
  check(H5Awrite(made.id(), memory.id(), value), action, object.id());
}

/// Fixed length, as netCDF writes it: no place for a null at the end.
void write_text(const Handle& object, const std::string& name, const std::string& value) {
  const Handle type(H5Tcopy(H5T_C_S1)), space(H5Screate(H5S_SCALAR));
  H5Tset_size(type.id(), std::max<std::size_t>(value.size(), 1));
  H5Tset_cset(type.id(), H5T_CSET_UTF8);
  H5Tset_strpad(type.id(), H5T_STR_NULLTERM);
  write_attribute(object, name, type, type, space, value.c_str());
}

template <class Number>
void write_numbers_of(const Handle& object, const std::string& name, const std::vector<Number>& value,
                      hid_t in_memory, hid_t in_file) {
  const std::size_t length = value.size();
  const Handle space = space_of({&length, 1});
  write_attribute(object, name, Handle(H5Tcopy(in_file)), Handle(H5Tcopy(in_memory)), space, value.data());
}

std::string read_text(const Handle& attribute, const Handle& type) {
  if (H5Tis_variable_str(type.id()) > 0) {
    char* text = nullptr;
    const Handle memory = memory_type(Type::text), space(H5Aget_space(attribute.id()));
    if (H5Sget_simple_extent_npoints(space.id()) != 1 || H5Aread(attribute.id(), memory.id(), &text) < 0)
      return "";
    std::string copy = text ? text : "";
    H5Dvlen_reclaim(memory.id(), space.id(), H5P_DEFAULT, &text);
    return copy;
  }
  // A text is one value: the file may claim others of any number and length.
  const std::size_t length = H5Tget_size(type.id());
  if (H5Aget_storage_size(attribute.id()) != length) return "";
  std::string text(length, '\0');
  if (H5Aread(attribute.id(), type.id(), text.data()) < 0) return "";
  text.resize(std::min(text.find('\0'), text.size()));
  return text;
}

template <class Number> std::vector<Number> read_list(const Handle& attribute, std::size_t count, hid_t as) {
  std::vector<Number> numbers(count);
  if (count > 0) check(H5Aread(attribute.id(), as, numbers.data()), "read an attribute of", attribute.id());
  return numbers;
}

std::optional<Attribute> read_attribute(const Handle& object, const std::string& name) {
  const Handle opened(
      check(H5Aopen(object.id(), name.c_str(), H5P_DEFAULT), "read an attribute of", object.id()));
  const Handle type(H5Aget_type(opened.id())), space(H5Aget_space(opened.id()));
  const hssize_t count = H5Sget_simple_extent_npoints(space.id());
  const std::size_t bytes = H5Tget_size(type.id());
  const auto numbers = count < 0 || bytes == 0 ? 0 : H5Aget_storage_size(opened.id()) / bytes;
  switch (H5Tget_class(type.id())) {
    case H5T_STRING: return Attribute{name, read_text(opened, type)};
    case H5T_FLOAT: return Attribute{name, read_list<double>(opened, numbers, H5T_NATIVE_DOUBLE)};
    case H5T_INTEGER:
      if (bytes == 1) return Attribute{name, read_list<std::int8_t>(opened, numbers, H5T_NATIVE_INT8)};
      return Attribute{name, read_list<std::int64_t>(opened, numbers, H5T_NATIVE_INT64)};
    default: return {};
  }
}

herr_t collect_name(hid_t, const char* name, const H5A_info_t*, void* names) {
  static_cast<std::vector<std::string>*>(names)->emplace_back(name);
  return 0;
}

/// R has no 64-bit integers, so whole numbers take 32 bits where they can.
bool fits_32_bits(std::int64_t v) {
  return v >= std::numeric_limits<std::int32_t>::min() && v <= std::numeric_limits<std::int32_t>::max();
}

}  // namespace

std::string text_attribute(const Handle& object, const char* name) {
  const auto held = lock();
  if (H5Aexists(object.id(), name) <= 0) return "";
  const Handle opened(H5Aopen(object.id(), name, H5P_DEFAULT)), type(H5Aget_type(opened.id()));
  return H5Tget_class(type.id()) == H5T_STRING ? read_text(opened, type) : "";
}

void set_attribute(const Handle& object, const Attribute& attribute, std::optional<Type> own) {
  const auto held = lock();
  const std::string& name = attribute.name;
  if (H5Aexists(object.id(), name.c_str()) > 0)
    check(H5Adelete(object.id(), name.c_str()), fmt::format("replace the attribute '{}' of", name),
          object.id());
  const bool same =
      own && *own != Type::text && std::find(own_type.begin(), own_type.end(), name) != own_type.end();
  const Handle own_file = same ? file_type(*own) : Handle();
  const auto write = [&](const auto& value, hid_t in_memory, hid_t in_file) {
    write_numbers_of(object, name, value, in_memory, same ? own_file.id() : in_file);
  };
  if (const auto* text = std::get_if<std::string>(&attribute.value)) write_text(object, name, *text);
  if (const auto* reals = std::get_if<std::vector<double>>(&attribute.value))
    write(*reals, H5T_NATIVE_DOUBLE, H5T_IEEE_F64LE);
  if (const auto* whole = std::get_if<std::vector<std::int64_t>>(&attribute.value))
    write(*whole, H5T_NATIVE_INT64,
          std::all_of(whole->begin(), whole->end(), fits_32_bits) ? H5T_STD_I32LE : H5T_STD_I64LE);
  if (const auto* small = std::get_if<std::vector<std::int8_t>>(&attribute.value))
    write(*small, H5T_NATIVE_INT8, H5T_STD_I8LE);
}

std::vector<Attribute> attributes(const Handle& object) {
  const auto held = lock();
  std::vector<std::string> names;
  hsize_t from = 0;
  if (H5Aiterate2(object.id(), H5_INDEX_CRT_ORDER, H5_ITER_INC, &from, collect_name, &names) < 0) {
    names.clear();
    from = 0;
    check(H5Aiterate2(object.id(), H5_INDEX_NAME, H5_ITER_INC, &from, collect_name, &names),
          "read the attributes of", object.id());
  }
  std::vector<Attribute> found;
  for (const std::string& name : names)
    if (std::find(hidden.begin(), hidden.end(), name) == hidden.end())
      if (auto attribute = read_attribute(object, name)) found.push_back(std::move(*attribute));
  return found;
}

}  // namespace heed::hdf5
