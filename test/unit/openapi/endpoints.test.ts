import { globSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { METHODS as ALL, type RouteHandler } from "@/lib/http/handle";
import { listEndpoints, listOperations, METHODS } from "../../../scripts/endpoints";
import { inRoot } from "../../../scripts/root";
import { operationsOf } from "../../support/openapi";
import { DOCUMENTS } from "./documents";
