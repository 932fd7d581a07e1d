"""What every answer of the portal passes through."""

import logging
import time

from django.middleware.gzip import GZipMiddleware

from unk_portal.errors import PAGES, error_page

requests_log = logging.getLogger("unk_portal.requests")


class RequestLogMiddleware:
    """Log each answer by its route; the path itself may carry a secret link."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        started = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        requests_log.info(
            "request",
            extra={
                "method": request.method,
                "route": match.route if match else None,
                "status": response.status_code,
                "milliseconds": round((time.perf_counter() - started) * 1000, 1),
            },
        )
        return response


class ResourcePolicyMiddleware:
    """Keep other sites from embedding the portal's pages and files."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class TextCompressionMiddleware(GZipMiddleware):
    """Compress text; photos and documents are compressed already, and streaming them twice costs time."""

    TEXT = ("text/", "application/json", "application/manifest+json", "application/xml", "image/svg+xml")

    def process_response(self, request, response):
        if response.headers.get("Content-Type", "").startswith(self.TEXT):
            return super().process_response(request, response)
        return response


class ErrorPageMiddleware:
    """Give refusals without a body, such as those of `require_POST`, the portal's own page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code in PAGES and not response.streaming and not response.content:
            page = error_page(request, response.status_code)
            response.content = page.content
            for name, value in page.items():
                response.headers[name] = value
            response.headers["Content-Length"] = str(len(page.content))
        return response
