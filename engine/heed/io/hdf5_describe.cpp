#include "heed/core/error.hpp"
#include "heed/core/limits.hpp"
#include "heed/io/hdf5_detail.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace heed::hdf5 {
namespace {

constexpr std::string_view bare = "This is a netCDF dimension but not a netCDF variable";

std::optional<Type> type_of(const Handle& dataset) {
  const Handle type(H5Dget_type(dataset.id()));
  const std::size_t bytes = H5Tget_size(type.id());
  switch (H5Tget_class(type.id())) {
    case H5T_INTEGER: return bytes == 1 ? Type::int8 : bytes <= 4 ? Type::int32 : Type::float64;
    case H5T_FLOAT: return bytes <= 4 ? Type::float32 : Type::float64;
    case H5T_STRING:
      if (H5Tis_variable_str(type.id()) > 0) return Type::text;
      return {};
    default: return {};
  }
}

/// The product of lengths and bytes per number, as a whole number that stays at the largest.
std::size_t bytes_of(const std::vector<std::size_t>& shape, std::size_t each) {
  if (std::find(shape.begin(), shape.end(), 0U) != shape.end()) return 0;
  std::size_t bytes = each;
  for (const std::size_t length : shape)
    bytes = bytes > std::numeric_limits<std::size_t>::max() / length ? std::numeric_limits<std::size_t>::max()
                                                                     : bytes * length;
  return bytes;
}

/// Deflate cannot make anything smaller than by 1032 (zlib, technical details).
std::size_t least_bytes_of(const Handle& dataset, const std::vector<std::size_t>& shape) {
  const Handle type(H5Dget_type(dataset.id())), creation(H5Dget_create_plist(dataset.id()));
  const std::size_t bytes = bytes_of(shape, H5Tget_size(type.id()));
  return H5Pget_nfilters(creation.id()) > 0 ? bytes / 1032 : bytes;
}

/// Values of a file of heed are in it: not in other files, which someone else may have named, and not in
/// pieces that take more memory than any file of heed.
void check_storage(const Handle& dataset) {
  const Handle creation(check(H5Dget_create_plist(dataset.id()), "look at", dataset.id()));
  const H5D_layout_t layout = H5Pget_layout(creation.id());
  if (layout == H5D_VIRTUAL || H5Pget_external_count(creation.id()) > 0)
    throw Error(ErrorKind::io, fmt::format("'{}' keeps its values in another file", path_of(dataset)));
  for (int i = 0; i < H5Pget_nfilters(creation.id()); ++i) {
    unsigned flags = 0, config = 0;
    std::size_t count = 0;
    const H5Z_filter_t filter =
        H5Pget_filter2(creation.id(), static_cast<unsigned>(i), &flags, &count, nullptr, 0, nullptr, &config);
    if (filter != H5Z_FILTER_DEFLATE && filter != H5Z_FILTER_SHUFFLE && filter != H5Z_FILTER_FLETCHER32)
      throw Error(ErrorKind::io,
                  fmt::format("'{}' is compressed by filter {}; heed reads deflate and shuffle",
                              path_of(dataset), filter));
  }
  if (layout != H5D_CHUNKED || H5Pget_nfilters(creation.id()) <= 0) return;
  std::vector<hsize_t> lengths(H5S_MAX_RANK);
  lengths.resize(static_cast<std::size_t>(
      check(H5Pget_chunk(creation.id(), H5S_MAX_RANK, lengths.data()), "look at", dataset.id())));
  const Handle type(H5Dget_type(dataset.id()));
  if (const std::size_t bytes = bytes_of({lengths.begin(), lengths.end()}, H5Tget_size(type.id()));
      bytes > limit::hdf5_chunk_bytes)
    throw Error(ErrorKind::io, fmt::format("'{}' is compressed in pieces of {} bytes; the most is {}",
                                           path_of(dataset), bytes, limit::hdf5_chunk_bytes));
}

/// The first dimension scale along each axis. H5DSiterate_scales and its like would believe a file how much
/// its attributes hold, and write past what they have room for.
void find_scales(const Handle& dataset, std::vector<std::string>& scales) {
  if (scales.empty() || H5Aexists(dataset.id(), "DIMENSION_LIST") <= 0) return;
  const Handle list(H5Aopen(dataset.id(), "DIMENSION_LIST", H5P_DEFAULT));
  const Handle type(H5Aget_type(list.id())), space(H5Aget_space(list.id()));
  if (H5Tget_class(type.id()) != H5T_VLEN ||
      H5Sget_simple_extent_npoints(space.id()) != static_cast<hssize_t>(scales.size()))
    return;
  if (const Handle each(H5Tget_super(type.id())); H5Tequal(each.id(), H5T_STD_REF_OBJ) <= 0) return;
  std::vector<hvl_t> references(scales.size());
  if (H5Aread(list.id(), type.id(), references.data()) < 0) return;
  for (std::size_t axis = 0; axis < scales.size(); ++axis) {
    if (references[axis].len == 0) continue;
    const Handle scale(H5Rdereference2(dataset.id(), H5P_DEFAULT, H5R_OBJECT, references[axis].p));
    if (scale) scales[axis] = path_of(scale);
  }
  H5Dvlen_reclaim(type.id(), space.id(), H5P_DEFAULT, references.data());
}

}  // namespace

void count_chunks(const Handle& dataset) {
  const auto held = lock();
  const Handle creation(check(H5Dget_create_plist(dataset.id()), "look at", dataset.id()));
  if (H5Pget_layout(creation.id()) != H5D_CHUNKED) return;
  const Handle space(check(H5Dget_space(dataset.id()), "look at", dataset.id()));
  hsize_t chunks = 0;
  check(H5Dget_num_chunks(dataset.id(), space.id(), &chunks), "look into", dataset.id());
}

std::string path_of(const Handle& object) {
  const auto held = lock();
  const ssize_t length = H5Iget_name(object.id(), nullptr, 0);
  if (length <= 1) return "";
  std::string path(static_cast<std::size_t>(length), '\0');
  H5Iget_name(object.id(), path.data(), path.size() + 1);
  return path.substr(1);
}

std::vector<Child> children(const Handle& group) {
  const auto held = lock();
  H5G_info_t info;
  check(H5Gget_info(group.id(), &info), "look into", group.id());
  // Asked for the file itself, HDF5 does not say what order its root keeps.
  const Handle same(check(H5Gopen2(group.id(), ".", H5P_DEFAULT), "look into", group.id()));
  const Handle creation(H5Gget_create_plist(same.id()));
  unsigned flags = 0;
  H5Pget_link_creation_order(creation.id(), &flags);
  const H5_index_t order = flags & H5P_CRT_ORDER_TRACKED ? H5_INDEX_CRT_ORDER : H5_INDEX_NAME;
  std::vector<Child> found;
  if (info.nlinks > limit::hdf5_objects)
    throw Error(ErrorKind::io, fmt::format("'{}' has {} members; the most is {}", path_of(group), info.nlinks,
                                           limit::hdf5_objects));
  for (hsize_t i = 0; i < info.nlinks; ++i) {
    H5L_info_t link;
    check(H5Lget_info_by_idx(group.id(), ".", order, H5_ITER_INC, i, &link, H5P_DEFAULT), "look into",
          group.id());
    if (link.type != H5L_TYPE_HARD) continue;
    const ssize_t length =
        check(H5Lget_name_by_idx(group.id(), ".", order, H5_ITER_INC, i, nullptr, 0, H5P_DEFAULT),
              "look into", group.id());
    std::string name(static_cast<std::size_t>(length), '\0');
    H5Lget_name_by_idx(group.id(), ".", order, H5_ITER_INC, i, name.data(), name.size() + 1, H5P_DEFAULT);
    if (name == "." || name.find('/') != std::string::npos)  // would be a path, which may lead elsewhere
      throw Error(ErrorKind::io, fmt::format("a member is called '{}', which is a path", name));
    const Handle object(check(H5Oopen(group.id(), name.c_str(), H5P_DEFAULT), "look into", group.id()));
    const H5I_type_t kind = H5Iget_type(object.id());
    if (kind == H5I_GROUP || kind == H5I_DATASET) found.push_back({name, kind == H5I_GROUP});
  }
  return found;
}

Handle open_group(const Handle& parent, const std::string& name) {
  const auto held = lock();
  return Handle(check(H5Gopen2(parent.id(), name.c_str(), H5P_DEFAULT), "open a group of", parent.id()));
}

Handle open_dataset(const Handle& parent, const std::string& name) {
  const auto held = lock();
  return Handle(check(H5Dopen2(parent.id(), name.c_str(), H5P_DEFAULT), "open a dataset of", parent.id()));
}

Description describe(const Handle& dataset) {
  const auto held = lock();
  check_storage(dataset);
  const Handle space(check(H5Dget_space(dataset.id()), "look at", dataset.id()));
  const int rank = check(H5Sget_simple_extent_ndims(space.id()), "look at", dataset.id());
  std::vector<hsize_t> lengths(static_cast<std::size_t>(rank)), most(lengths.size());
  if (rank > 0) H5Sget_simple_extent_dims(space.id(), lengths.data(), most.data());
  Description found;
  found.type = type_of(dataset);
  found.shape.assign(lengths.begin(), lengths.end());
  found.grows = rank > 0 && most[0] == H5S_UNLIMITED;
  found.is_scale = text_attribute(dataset, "CLASS") == "DIMENSION_SCALE";
  if (found.is_scale) found.has_values = text_attribute(dataset, "NAME").rfind(bare, 0) != 0;
  if (found.has_values) found.least_bytes = least_bytes_of(dataset, found.shape);
  found.scales.resize(lengths.size());
  if (!found.is_scale) find_scales(dataset, found.scales);
  return found;
}

}  // namespace heed::hdf5
