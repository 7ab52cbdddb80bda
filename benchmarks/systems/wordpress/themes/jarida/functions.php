<?php
add_action('after_setup_theme', function () {
    add_theme_support('title-tag');
    add_theme_support('post-thumbnails');
    add_theme_support('automatic-feed-links');
    add_theme_support('html5', ['search-form', 'comment-form', 'comment-list', 'caption']);
    register_nav_menus(['primary' => 'القائمة الرئيسية']);
});

add_action('widgets_init', function () {
    register_sidebar([
        'id' => 'sidebar-1', 'name' => 'الشريط الجانبي',
        'before_widget' => '<div id="%1$s" class="widget %2$s">', 'after_widget' => '</div>',
        'before_title' => '<div class="widget-title"><h4>', 'after_title' => '</h4></div>',
    ]);
});

add_action('wp_enqueue_scripts', fn() => wp_enqueue_style('jarida', get_stylesheet_uri()));
add_filter('excerpt_more', fn() => ' &hellip;');

/* "Read also" after the second paragraph. */
add_filter('the_content', function ($content) {
    if (!is_singular('post') || !in_the_loop() || post_password_required()) {
        return $content;
    }
    $other = get_posts(['category' => get_the_category()[0]->term_id, 'numberposts' => 1,
        'exclude' => [get_the_ID()], 'orderby' => 'ID']);
    $parts = explode('</p>', $content);
    if (!$other || count($parts) < 4) {
        return $content;
    }
    $parts[1] .= sprintf('</p><div class="inline-related-post"><p><strong>اقرأ أيضا:</strong> <a href="%s">%s</a>',
        esc_url(get_permalink($other[0])), esc_html(get_the_title($other[0])));
    $parts[2] = '</div>' . $parts[2];
    return implode('</p>', $parts);
});

function jarida_breadcrumb() {
    $section = get_the_category()[0];
    printf('<nav id="breadcrumb" class="breadcrumbs"><a href="%s"><span class="fa fa-home"></span> الرئيسية</a>'
        . '<em class="delimiter">/</em><a href="%s">%s</a><em class="delimiter">/</em>'
        . '<span class="current">%s</span></nav>', home_url('/'), esc_url(get_term_link($section)),
        esc_html($section->name), get_the_title());
}

function jarida_share($place) {
    $url = rawurlencode(get_permalink());
    echo "<div class=\"share-buttons share-buttons-$place\"><div class=\"share-title\"><span>شاركها</span></div>";
    $sites = ['facebook' => 'فيسبوك', 'twitter' => 'تويتر', 'linkedin' => 'لينكدإن', 'whatsapp' => 'واتساب'];
    foreach ($sites as $site => $name) {
        printf('<a href="https://%s.example/share?u=%s" rel="external noopener nofollow" class="%1$s-share-button">'
            . '<span class="share-btn-icon"></span> <span class="social-text">%s</span></a>', $site, $url, $name);
    }
    echo '<a href="#" class="print-share-button"><span class="social-text">طباعة</span></a></div>';
}

function jarida_meta() {
    $author = get_the_author_meta('ID');
    printf('<div class="post-meta clearfix"><span class="author-meta single-author"><a href="%s" class="author-name">'
        . '<span class="fa fa-user"></span> %s</a></span><span class="date meta-item">%s</span>',
        esc_url(get_author_posts_url($author)), esc_html(get_the_author()), date_i18n('l j F Y - g:i a', get_post_time('U')));
    printf('<span class="meta-comment meta-item">%s</span><span class="meta-views meta-item">%s</span>'
        . '<span class="meta-reading-time meta-item">%s</span></div>', number_format_i18n(get_comments_number()),
        number_format_i18n(get_the_ID() * 7), 'دقيقة واحدة');
}

function jarida_item($class = 'post-item') {
    printf('<li class="%s"><h3 class="post-title"><a href="%s">%s</a></h3><div class="post-meta">'
        . '<span class="date meta-item">%s</span></div><p class="post-excerpt">%s</p>'
        . '<a class="more-link button" href="%2$s">أكمل القراءة &raquo;</a></li>', $class, esc_url(get_permalink()),
        get_the_title(), get_the_date(), esc_html(wp_trim_words(get_the_excerpt(), 22)));
}

function jarida_related() {
    $section = get_the_category()[0]->term_id;
    $query = new WP_Query(['cat' => $section, 'posts_per_page' => 3, 'post__not_in' => [get_the_ID()]]);
    echo '<div id="related-posts" class="container-wrapper"><div class="mag-box-title"><h3>مقالات ذات صلة</h3></div>';
    echo '<ul class="related-posts-list">';
    while ($query->have_posts()) {
        $query->the_post();
        jarida_item('related-item');
    }
    wp_reset_postdata();
    echo '</ul></div>';
}

function jarida_author_box() {
    $author = get_the_author_meta('ID');
    if (!get_the_author_meta('description')) {
        return;
    }
    printf('<div class="about-author container-wrapper"><div class="author-avatar"><img src="/picture.jpg" alt="صورة %s">'
        . '</div><div class="author-info"><h3 class="author-name"><a href="%s">%1$s</a></h3>'
        . '<div class="author-bio">%s</div></div></div>', esc_html(get_the_author()),
        esc_url(get_author_posts_url($author)), esc_html(get_the_author_meta('description')));
}
