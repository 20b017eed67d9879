import { AppError } from "@/lib/errors";
import type { Board, Loaded } from "./board";

/** The loaded surface of this id; 404 for one that the registry does not name. */
export function findSurface(board: Board, id: string): Loaded {
  const loaded = board.surfaces.get(id);
  if (!loaded) throw new AppError("unknown_surface", `surface_id: ${JSON.stringify(id.slice(0, 100))}`);
  return loaded;
}
